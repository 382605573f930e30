using DeepKeras.Optimizers;

namespace DeepKeras.Callbacks;

/// <summary>Makes the learning rate smaller when a number has stopped improving. After <c>keras.callbacks.ReduceLROnPlateau</c>.</summary>
/// <remarks>The logs and the history gain <c>learning_rate</c>, that of the epoch. The optimizer must have no schedule.</remarks>
public sealed class ReduceLROnPlateau : MonitorCallback
{
    private readonly double factor = 0.1;

    /// <summary>One with Keras's defaults.</summary>
    public ReduceLROnPlateau() => LeastChange = 1e-4;

    /// <summary>What the learning rate is multiplied by, below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">1 or more, or not above 0 (Keras takes 0 and less, which end the training in all but name).</exception>
    public double Factor
    {
        get => factor;
        init => factor = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Factor), value, "ReduceLROnPlateau: a factor above 0 and below 1 is expected.");
    }

    /// <summary>So many epochs without improvement make the rate smaller.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>A change below this is no improvement; its sign does not count.</summary>
    public double MinDelta
    {
        get => LeastChange;
        init => LeastChange = value;
    }

    /// <summary>So many epochs after a reduction are not counted.</summary>
    public int Cooldown { get; init; }

    /// <summary>Whether each reduction is printed.</summary>
    public bool Verbose { get; init; }

    /// <summary>The least learning rate.</summary>
    public double MinLearningRate { get; init; }

    /// <summary>Epochs since the last improvement.</summary>
    public int Wait { get; private set; }

    /// <summary>Epochs of the cooldown that are left.</summary>
    public int CooldownCounter { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(IDictionary<string, float> logs)
    {
        Best = null;
        Wait = CooldownCounter = 0;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        SetDirection();
        LearningRates.Log(Model, logs);
        if (!logs.TryGetValue(Monitor, out float current))
        {
            Keras.Warn($"ReduceLROnPlateau watches {Monitor}, which is not there; there are {string.Join(", ", logs.Keys)}.");
            return;
        }

        if (CooldownCounter > 0)
        {
            CooldownCounter--;
            Wait = 0;
        }

        if (IsImprovement(current, Best))
        {
            Best = current;
            Wait = 0;
        }
        else if (CooldownCounter == 0 && ++Wait >= Patience && Reduce(epoch))
        {
            CooldownCounter = Cooldown;
            Wait = 0;
        }
    }

    /// <summary>Makes each rate that is not the least already smaller; false: there was none.</summary>
    private bool Reduce(int epoch)
    {
        bool reduced = false;
        foreach ((string? name, Optimizer optimizer) in LearningRates.Of(Model))
        {
            float old = optimizer.CurrentLearningRate;
            if (old > (float)MinLearningRate)
            {
                double rate = Math.Max(old * Factor, MinLearningRate);
                optimizer.CurrentLearningRate = (float)rate;
                reduced = true;
                if (Verbose)
                {
                    Keras.Print($"\nEpoch {epoch + 1}: ReduceLROnPlateau reducing{(name is null ? "" : $" {name}")} learning rate to {PythonFormat.Repr(rate)}.\n");
                }
            }
        }

        return reduced;
    }
}
