using DeepKeras.Callbacks;
using DeepKeras.Data;

namespace DeepKeras.Training;

/// <summary>Callbacks, told one after the other; the history comes last, so it has what they put into the logs.</summary>
internal sealed class CallbackList
{
    private readonly IReadOnlyList<Callback> callbacks;
    private readonly History? history;

    public CallbackList(Model model, IReadOnlyList<Callback> callbacks, CallbackParameters parameters, History? history)
    {
        this.callbacks = callbacks;
        this.history = history;
        foreach (Callback callback in callbacks)
        {
            callback.SetModel(model);
        }

        foreach (Callback callback in callbacks)
        {
            callback.SetParameters(parameters);
            NeedBatchLogs |= callback.NeedsBatchLogs;
        }
    }

    /// <summary>Whether there is anyone to tell.</summary>
    public bool Any => callbacks.Count > 0;

    /// <summary>Whether each batch's results must be fetched.</summary>
    public bool NeedBatchLogs { get; }

    public void OnTrainBegin() => Tell(static callback => callback.OnTrainBegin(None()));

    public void OnTrainEnd(Dictionary<string, float> logs) => Tell(callback => callback.OnTrainEnd(logs));

    public void OnEpochBegin(int epoch) => Tell(callback => callback.OnEpochBegin(epoch, None()));

    public void OnEpochEnd(int epoch, Dictionary<string, float> logs)
    {
        // As in Keras what callbacks add goes to later callbacks and the history, not into OnTrainEnd's logs.
        Dictionary<string, float> told = Any ? new(logs, StringComparer.Ordinal) : logs;
        Tell(callback => callback.OnEpochEnd(epoch, told));
        history?.Add(epoch, told);
    }

    public void OnTrainBatchBegin(int batch) => Tell(callback => callback.OnTrainBatchBegin(batch, None()));

    public void OnTrainBatchEnd(int batch, Func<Dictionary<string, float>> results)
    {
        Dictionary<string, float> logs = NeedBatchLogs ? results() : None();
        Tell(callback => callback.OnTrainBatchEnd(batch, logs));
    }

    public void OnTestBegin() => Tell(static callback => callback.OnTestBegin(None()));

    public void OnTestEnd(Dictionary<string, float> logs) => Tell(callback => callback.OnTestEnd(logs));

    public void OnTestBatchBegin(int batch) => Tell(callback => callback.OnTestBatchBegin(batch, None()));

    public void OnTestBatchEnd(int batch, Func<Dictionary<string, float>> results)
    {
        Dictionary<string, float> logs = NeedBatchLogs ? results() : None();
        Tell(callback => callback.OnTestBatchEnd(batch, logs));
    }

    public void OnPredictBegin() => Tell(static callback => callback.OnPredictBegin());

    public void OnPredictEnd() => Tell(static callback => callback.OnPredictEnd());

    public void OnPredictBatchBegin(int batch) => Tell(callback => callback.OnPredictBatchBegin(batch));

    public void OnPredictBatchEnd(int batch, IReadOnlyList<DataArray> outputs) => Tell(callback => callback.OnPredictBatchEnd(batch, outputs));

    private static Dictionary<string, float> None() => [];

    private void Tell(Action<Callback> what)
    {
        foreach (Callback callback in callbacks)
        {
            what(callback);
        }
    }
}
