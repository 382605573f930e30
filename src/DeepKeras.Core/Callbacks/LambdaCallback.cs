using DeepKeras.Data;

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

    /// <summary>Called before a validation or an evaluation.</summary>
    public Action<IDictionary<string, float>>? TestBegin { get; init; }

    /// <summary>Called after a validation or an evaluation, with its results.</summary>
    public Action<IDictionary<string, float>>? TestEnd { get; init; }

    /// <summary>Called before a step of a validation or an evaluation, with its number from 0.</summary>
    public Action<int, IDictionary<string, float>>? TestBatchBegin { get; init; }

    /// <summary>Called after a step of a validation or an evaluation, with its number from 0 and the results so far.</summary>
    public Action<int, IDictionary<string, float>>? TestBatchEnd { get; init; }

    /// <summary>Called before a prediction.</summary>
    public Action? PredictBegin { get; init; }

    /// <summary>Called after a prediction.</summary>
    public Action? PredictEnd { get; init; }

    /// <summary>Called before a step of a prediction, with its number from 0.</summary>
    public Action<int>? PredictBatchBegin { get; init; }

    /// <summary>Called after a step of a prediction, with its number from 0 and the outputs.</summary>
    public Action<int, IReadOnlyList<DataArray>>? PredictBatchEnd { get; init; }

    /// <inheritdoc/>
    public override bool NeedsBatchLogs => TrainBatchEnd is not null || TestBatchEnd is not null;

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

    /// <inheritdoc/>
    public override void OnTestBegin(IDictionary<string, float> logs) => TestBegin?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestEnd(IDictionary<string, float> logs) => TestEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestBatchBegin(int batch, IDictionary<string, float> logs) => TestBatchBegin?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, IDictionary<string, float> logs) => TestBatchEnd?.Invoke(batch, logs);

    /// <inheritdoc/>
    public override void OnPredictBegin() => PredictBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnPredictEnd() => PredictEnd?.Invoke();

    /// <inheritdoc/>
    public override void OnPredictBatchBegin(int batch) => PredictBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch, IReadOnlyList<DataArray> outputs) => PredictBatchEnd?.Invoke(batch, outputs);
}
