using DeepKeras.Callbacks;
using DeepKeras.Data;

namespace DeepKeras;

/// <summary>How a model is fitted: the arguments of <c>keras.Model.fit</c>, with its defaults.</summary>
public sealed record FitOptions
{
    /// <summary>The number of the last epoch plus one: how often all rows are gone through, where <see cref="InitialEpoch"/> is 0.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Rows a step, 1 or more.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Data on which the model is evaluated after each epoch; never trained on.</summary>
    public TrainingData? Validation { get; init; }

    /// <summary>The share of the rows, taken from the end before shuffling, to validate on, in [0, 1).</summary>
    public double ValidationSplit { get; init; }

    /// <summary>Rows a step of the validation; null: <see cref="BatchSize"/>.</summary>
    public int? ValidationBatchSize { get; init; }

    /// <summary>Steps of the validation; null: all rows.</summary>
    public int? ValidationSteps { get; init; }

    /// <summary>Validate after every so many epochs, 1 or more.</summary>
    public int ValidationFrequency { get; init; } = 1;

    /// <summary>The epochs, counted from 1, after which <see cref="Validation"/> is evaluated; null: every <see cref="ValidationFrequency"/>th. Keras's <c>validation_freq</c> as a list.</summary>
    public IReadOnlyCollection<int>? ValidationEpochs { get; init; }

    /// <summary>Whether each epoch goes through the rows in another order: a function of the model's seed and the epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>A weight for each class, by its number; null: all 1.</summary>
    public IReadOnlyDictionary<int, float>? ClassWeight { get; init; }

    /// <summary>The epoch to start at, to go on with an interrupted training.</summary>
    public int InitialEpoch { get; init; }

    /// <summary>Steps an epoch; the next epoch goes on where this one stopped, and an epoch also ends where the rows do. Null: once through all rows.</summary>
    public int? StepsPerEpoch { get; init; }

    /// <summary>0: nothing is printed; 1: Keras's progress bar, for which loss and metrics are fetched at each step; 2: a line an epoch.</summary>
    public int Verbose { get; init; }

    /// <summary>What is told of, and may change, the course of the training.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Told of each epoch, and of steps at the rate of a progress bar.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops the training after the step under way; the weights are then those of that step.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <summary>Whether an epoch, counted from 0, ends with an evaluation.</summary>
    internal bool Validates(int epoch) => ValidationEpochs?.Contains(epoch + 1) ?? (epoch + 1) % ValidationFrequency == 0;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs);
        ArgumentOutOfRangeException.ThrowIfNegative(InitialEpoch);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ValidationFrequency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ValidationBatchSize ?? 1, 1, nameof(ValidationBatchSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(ValidationSteps ?? 1, 1, nameof(ValidationSteps));
        ArgumentOutOfRangeException.ThrowIfLessThan(StepsPerEpoch ?? 1, 1, nameof(StepsPerEpoch));
        if (Verbose is not (0 or 1 or 2))
        {
            throw new ArgumentOutOfRangeException(nameof(Verbose), Verbose, "0 (silent), 1 (a bar) or 2 (a line an epoch) is expected.");
        }

        if (ValidationSplit is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(ValidationSplit), ValidationSplit, "a share of the rows in [0, 1) is expected.");
        }
    }
}
