namespace DeepKeras.Callbacks;

/// <summary>Functions as a callback. After <c>keras.callbacks.LambdaCallback</c>.</summary>
public sealed class LambdaCallback : Callback
{
    /// <summary>Called before the first epoch.</summary>
    public Action<IDictionary<string, float>>? TrainBegin { get; init; }

    /// <summary>Called after the last epoch, with its logs.</summary>
    public Action<IDictionary<string, float>>? TrainEnd { get; init; }

    /// <summary>Called before an epoch, with its number from 0.</summary>
    public Action<int, IDictionary<string, float>>? EpochBegin { get; init; }

    /// <summary>Called after an epoch, with its number from 0 and its logs.</summary>
    public Action<int, IDictionary<string, float>>? EpochEnd { get; init; }

    /// <summary>Called before a step, with its number in the epoch from 0.</summary>
    public Action<int, IDictionary<string, float>>? TrainBatchBegin { get; init; }

    /// <summary>Called after a step, with its number in the epoch from 0 and the logs so far.</summary>
    public Action<int, IDictionary<string, float>>? TrainBatchEnd { get; init; }

    /// <inheritdoc/>
    public override bool NeedsBatchLogs => TrainBatchEnd is not null;

    /// <inheritdoc/>
    public override void OnTrainBegin(IDictionary<string, float> logs) => TrainBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTrainEnd(IDictionary<string, float> logs) => TrainEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs) => EpochBegin?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => EpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch, IDictionary<string, float> logs) => TrainBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs) => TrainBatchEnd?.Invoke(batch, logs);
}
