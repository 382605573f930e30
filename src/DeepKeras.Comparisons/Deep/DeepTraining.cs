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

    /// <summary>
    /// Stop when a part of the training rows, held out by class, group or time, has not got better for so many epochs, and go back to the best
    /// weights. Null: train the full number of epochs on all training rows.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>The share of the training rows that <see cref="Patience"/> watches instead of training on them; in (0, 0.5].</summary>
    public double PatienceShare { get; init; } = 0.15;

    /// <summary>At least so many gradient steps, by more epochs where there are few rows; null: as the epochs say. For learning curves.</summary>
    internal int? MinimumSteps { get; init; }

    /// <summary>Multiplies the number of epochs; a search varies it.</summary>
    internal double EpochFactor { get; init; } = 1;

    internal int EpochsFor(DeepProblem problem)
    {
        int epochs = Epochs ?? Math.Clamp((int)Math.Round((problem.HasText ? 1900 : 1100) / Math.Sqrt(problem.Rows) * EpochFactor), 5, (int)(100 * Math.Max(1, EpochFactor)));
        return Math.Max(epochs, (int)Math.Ceiling((double)(MinimumSteps ?? 0) / StepsAnEpoch(problem)));
    }

    /// <summary>The gradient steps of a whole training.</summary>
    internal int StepsFor(DeepProblem problem) => EpochsFor(problem) * StepsAnEpoch(problem);

    internal int StepsAnEpoch(DeepProblem problem) => (problem.Rows + BatchSizeFor(problem) - 1) / BatchSizeFor(problem);

    internal int BatchSizeFor(DeepProblem problem) => BatchSize ?? (problem.HasText ? 64 : problem.Rows >= 20_000 ? 128 : 32);

    internal double LearningRateFor(DeepProblem problem) => LearningRate ?? (problem.HasText ? 4e-3 : 1e-3);

    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs ?? 1, 1, nameof(Epochs));
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize ?? 1, 1, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads ?? 1, 1, nameof(Threads));
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience ?? 1, 1, nameof(Patience));
        if (PatienceShare is not (> 0 and <= 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(PatienceShare), PatienceShare, "expected a share above 0 and up to 0.5.");
        }

        if (LearningRate is double rate && !(rate > 0 && double.IsFinite(rate)))
        {
            throw new ArgumentOutOfRangeException(nameof(LearningRate), rate, "expected a finite rate above 0.");
        }
    }
}
