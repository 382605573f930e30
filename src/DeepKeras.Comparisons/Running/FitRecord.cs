using System.Text.Json.Serialization;

namespace DeepKeras.Comparisons;

/// <summary>What one fit of one learner on one fold left behind: all that the report needs, so that a finished fit is never done again.</summary>
internal sealed record FitRecord(string Learner, int Fold, int Seed)
{
    /// <summary>The score that decides; null when the fit failed.</summary>
    public double? Score { get; init; }

    /// <summary>Every score of the task; null where it is not defined, as log loss is for margins.</summary>
    public Dictionary<string, double?> AllScores { get; init; } = [];

    public double TrainSeconds { get; init; }

    public double CpuSeconds { get; init; }

    public double PredictMicrosecondsPerRow { get; init; }

    /// <summary>Nothing else was fitted meanwhile, so that the seconds mean something.</summary>
    public bool Alone { get; init; }

    public long Size { get; init; }

    public string SizeUnit { get; init; } = "parameters";

    /// <summary>Memory, latency, file size; measured on one fold.</summary>
    public FitCost? Cost { get; init; }

    /// <summary>The settings that an inner search chose.</summary>
    public string? Chosen { get; init; }

    /// <summary>[truth · classes + prediction], rows of the test part.</summary>
    public int[]? Confusion { get; init; }

    /// <summary>Rows, summed probability and summed outcome of each bin of equal width.</summary>
    public double[][]? Calibration { get; init; }

    /// <summary>Each test row's predicted class, where there is one fixed test set.</summary>
    public int[]? Labels { get; init; }

    /// <summary>Each test row's absolute error, where there is one fixed test set.</summary>
    public double[]? Errors { get; init; }

    public string? Failure { get; init; }
}

/// <summary>The first line of a journal: whose fits they are.</summary>
internal sealed record JournalHeader(int Version, string Plan);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FitRecord))]
[JsonSerializable(typeof(JournalHeader))]
internal sealed partial class FitRecordContext : JsonSerializerContext;
