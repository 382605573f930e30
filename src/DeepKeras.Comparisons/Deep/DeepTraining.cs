namespace DeepKeras.Comparisons.Deep;

/// <summary>
/// How a deep model is trained: Adam, a fixed number of epochs with cosine decay of the learning rate to 0, nothing chosen by a test part.
/// What is null follows from the size of the training part alone.
/// </summary>
public sealed record DeepTraining
{
    /// <summary>How often all rows are gone through, 1 or more; null: 1100 / √rows, 1900 / √rows for text, within 5 and 100.</summary>
    public int? Epochs { get; init; }

    /// <summary>Rows a step, 1 or more; null: 32, from 20,000 rows on 128, for text 64.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The learning rate at the start, above 0; null: 0.001, for text 0.004.</summary>
    public double? LearningRate { get; init; }

    /// <summary>
    /// How many threads an operation may use. 1 gives the same numbers on machines with any number of processors, and is the fastest for small
    /// models; null: the engine's own choice.
    /// </summary>
    public int? Threads { get; init; } = 1;

    internal int EpochsFor(DeepProblem problem) =>
        Epochs ?? Math.Clamp((int)Math.Round((problem.HasText ? 1900 : 1100) / Math.Sqrt(problem.Rows)), 5, 100);

    internal int BatchSizeFor(DeepProblem problem) => BatchSize ?? (problem.HasText ? 64 : problem.Rows >= 20_000 ? 128 : 32);

    internal double LearningRateFor(DeepProblem problem) => LearningRate ?? (problem.HasText ? 4e-3 : 1e-3);

    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs ?? 1, 1, nameof(Epochs));
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize ?? 1, 1, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads ?? 1, 1, nameof(Threads));
        if (LearningRate is double rate && !(rate > 0 && double.IsFinite(rate)))
        {
            throw new ArgumentOutOfRangeException(nameof(LearningRate), rate, "expected a finite rate above 0.");
        }
    }
}
