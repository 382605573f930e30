using DeepKeras.Callbacks;

namespace DeepKeras.Training;

/// <summary>The callbacks of a training, told one after the other; then the history.</summary>
internal sealed class CallbackList
{
    private readonly IReadOnlyList<Callback> callbacks;
    private readonly History history;

    public CallbackList(Model model, FitOptions options, History history)
    {
        callbacks = options.Callbacks;
        this.history = history;
        NeedBatchLogs = callbacks.Any(callback => callback.NeedsBatchLogs);
        foreach (Callback callback in callbacks)
        {
            callback.Model = model;
            callback.Options = options;
        }
    }

    /// <summary>Whether each batch's results must be fetched.</summary>
    public bool NeedBatchLogs { get; }

    public void OnTrainBegin() => Tell(callback => callback.OnTrainBegin(new Dictionary<string, float>()));

    public void OnTrainEnd(Dictionary<string, float> logs) => Tell(callback => callback.OnTrainEnd(logs));

    public void OnEpochBegin(int epoch) => Tell(callback => callback.OnEpochBegin(epoch, new Dictionary<string, float>()));

    public void OnEpochEnd(int epoch, Dictionary<string, float> logs)
    {
        history.Add(epoch, logs);
        Tell(callback => callback.OnEpochEnd(epoch, logs));
    }

    public void OnTrainBatchBegin(int batch)
    {
        if (callbacks.Count > 0)
        {
            Tell(callback => callback.OnTrainBatchBegin(batch, new Dictionary<string, float>()));
        }
    }

    public void OnTrainBatchEnd(int batch, Dictionary<string, float> logs) => Tell(callback => callback.OnTrainBatchEnd(batch, logs));

    private void Tell(Action<Callback> what)
    {
        foreach (Callback callback in callbacks)
        {
            what(callback);
        }
    }
}
