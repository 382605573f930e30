namespace DeepKeras.Callbacks;

/// <summary>
/// Something that is told of, and may change, the course of a training. Logs may be added to and changed. After <c>keras.callbacks.Callback</c>.
/// </summary>
public abstract class Callback
{
    /// <summary>The model; set before anything is called.</summary>
    public Model Model { get; internal set; } = null!;

    /// <summary>The options of the training; set before anything is called.</summary>
    public FitOptions Options { get; internal set; } = null!;

    /// <summary>
    /// Whether the callback looks at each batch's logs. If none does, loss and metrics stay in the engine until they are shown, which is faster.
    /// </summary>
    public virtual bool NeedsBatchLogs => false;

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin(IDictionary<string, float> logs)
    {
    }

    /// <summary>After the last epoch, with its logs.</summary>
    public virtual void OnTrainEnd(IDictionary<string, float> logs)
    {
    }

    /// <summary>Before an epoch, counted from 0.</summary>
    public virtual void OnEpochBegin(int epoch, IDictionary<string, float> logs)
    {
    }

    /// <summary>After an epoch, with its loss and metrics, those of the validation among them.</summary>
    public virtual void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
    }

    /// <summary>Before a step, counted from 0 in its epoch.</summary>
    public virtual void OnTrainBatchBegin(int batch, IDictionary<string, float> logs)
    {
    }

    /// <summary>After a step, with the epoch's loss and metrics so far where <see cref="NeedsBatchLogs"/>.</summary>
    public virtual void OnTrainBatchEnd(int batch, IDictionary<string, float> logs)
    {
    }

    /// <summary>Before a validation or an evaluation.</summary>
    public virtual void OnTestBegin(IDictionary<string, float> logs)
    {
    }

    /// <summary>After a validation or an evaluation, with its results.</summary>
    public virtual void OnTestEnd(IDictionary<string, float> logs)
    {
    }

    /// <summary>Before a step of a validation or an evaluation.</summary>
    public virtual void OnTestBatchBegin(int batch, IDictionary<string, float> logs)
    {
    }

    /// <summary>After a step of a validation or an evaluation.</summary>
    public virtual void OnTestBatchEnd(int batch, IDictionary<string, float> logs)
    {
    }
}
