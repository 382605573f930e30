using System.Text.Json;

namespace DeepKeras.Bench.Results;

/// <summary>What one process measured: a work, a label, a round.</summary>
internal sealed record RunResult
{
    public required string Label { get; init; }

    public required string Work { get; init; }

    public int Round { get; init; }

    public double WallS { get; set; }

    public double LoadBefore { get; init; }

    /// <summary>Share of all cores' time that other processes took meanwhile.</summary>
    public double OthersCpu { get; set; }

    public string? Error { get; set; }

    public List<string> Failed { get; init; } = [];

    public Dictionary<string, object> Info { get; init; } = [];

    public List<Metric> Metrics { get; init; } = [];

    /// <summary>Adds a metric of which less is better.</summary>
    public void Lower(string name, string unit, params IEnumerable<double> values) => Add(name, unit, "lower", values);

    /// <summary>Adds a metric of which more is better.</summary>
    public void Higher(string name, string unit, params IEnumerable<double> values) => Add(name, unit, "higher", values);

    /// <summary>Adds a number that is told, not compared.</summary>
    public void Tell(string name, string unit, params IEnumerable<double> values) => Add(name, unit, "info", values);

    private void Add(string name, string unit, string better, IEnumerable<double> values)
    {
        double[] all = [.. values];
        Metrics.Add(new Metric(name, unit, better, Statistics.Median(all), all));
    }
}

/// <summary>A named number with all its values.</summary>
internal sealed record Metric(string Name, string Unit, string Better, double Value, double[] Values);

/// <summary>One work of two labels in one process, epoch about.</summary>
/// <param name="Work">The work's name.</param>
/// <param name="Round">Which repeat.</param>
/// <param name="Deepkeras">Microseconds a step, one value an epoch.</param>
/// <param name="Torchsharp">The same.</param>
/// <param name="OthersCpu">Share of all cores' time that other processes took meanwhile.</param>
/// <param name="Ratio">Median of TorchSharp's time over DeepKeras's, epoch by epoch: above 1, DeepKeras is faster.</param>
internal sealed record PairResult(string Work, int Round, double[] Deepkeras, double[] Torchsharp, double OthersCpu, double Ratio);

/// <summary>A file of results.</summary>
internal sealed record ResultFile(Meta Meta, List<RunResult> Runs, List<PairResult> Pairs)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        IndentSize = 1,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes beside and renames: a reader never sees half a file.</summary>
    public static void Write<T>(T value, string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllText(path + ".new", ToJson(value) + "\n");
        File.Move(path + ".new", path, overwrite: true);
    }

    public static string ToJson<T>(T value) => JsonSerializer.Serialize(value, Format);

    public static T Read<T>(string path) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(path), Format) ?? throw new UsageException($"{path} holds nothing.");
}
