namespace DeepKeras.Callbacks;

/// <summary>Ends the training when a number has stopped improving. After <c>keras.callbacks.EarlyStopping</c>.</summary>
public sealed class EarlyStopping : MonitorCallback
{
    private HostArray[]? bestWeights;

    /// <summary>A change below this is no improvement; its sign does not count.</summary>
    public double MinDelta
    {
        get => LeastChange;
        init => LeastChange = value;
    }

    /// <summary>So many epochs without improvement end the training; with 0 and with 1 the first such epoch does. Epoch 0 never ends it.</summary>
    public int Patience { get; init; }

    /// <summary>
    /// A value to be passed: an epoch starts the patience anew only where it is better than this too. As in Keras an epoch that improves
    /// never ends the training, whatever the baseline.
    /// </summary>
    public double? Baseline { get; init; }

    /// <summary>Whether the weights of the best epoch are put back at the end, however the training ended. The optimizer's state stays.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>Whether the end and the return to the best weights are printed.</summary>
    public bool Verbose { get; init; }

    /// <summary>Epochs before this one are not looked at.</summary>
    public int StartFromEpoch { get; init; }

    /// <summary>Epochs since the last improvement.</summary>
    public int Wait { get; private set; }

    /// <summary>The epoch that ended the training, from 0; 0: none did.</summary>
    public int StoppedEpoch { get; private set; }

    /// <summary>The best epoch, from 0.</summary>
    public int BestEpoch { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(IDictionary<string, float> logs)
    {
        Wait = StoppedEpoch = BestEpoch = 0;
        Best = null;
        bestWeights = null;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
        SetDirection();
        if (!logs.TryGetValue(Monitor, out float current))
        {
            Keras.Warn($"EarlyStopping watches {Monitor}, which is not there; there are {string.Join(", ", logs.Keys)}.");
            return;
        }

        if (epoch < StartFromEpoch)
        {
            return;
        }

        if (RestoreBestWeights && bestWeights is null)
        {
            Keep(epoch);
        }

        Wait++;
        if (IsImprovement(current, Best))
        {
            Best = current;
            BestEpoch = epoch;
            if (RestoreBestWeights)
            {
                Keep(epoch);
            }

            if (Baseline is null || IsImprovement(current, Baseline))
            {
                Wait = 0;
            }
        }
        else if (Wait >= Patience && epoch > 0)
        {
            StoppedEpoch = epoch;
            Model.StopTraining = true;
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(IDictionary<string, float> logs)
    {
        if (Verbose && StoppedEpoch > 0)
        {
            Keras.Print($"Epoch {StoppedEpoch + 1}: early stopping\n");
        }

        if (bestWeights is null)
        {
            return;
        }

        if (Verbose)
        {
            Keras.Print($"Restoring model weights from the end of the best epoch: {BestEpoch + 1}.\n");
        }

        IReadOnlyList<Variable> weights = Model.Weights;
        for (int i = 0; i < weights.Count; i++)
        {
            weights[i].Assign(bestWeights[i]);
        }
    }

    private void Keep(int epoch)
    {
        BestEpoch = epoch;
        IReadOnlyList<Variable> weights = Model.Weights;
        bestWeights ??= [.. weights.Select(weight => new HostArray(weight.DType, weight.Shape))];
        for (int i = 0; i < weights.Count; i++)
        {
            weights[i].Host.Bytes.CopyTo(bestWeights[i].Bytes);
        }
    }
}
