using DeepKeras.Data;

namespace DeepKeras.Callbacks;

/// <summary>
/// Something that is told of, and may change, the course of a training, an evaluation or a prediction. The logs of an epoch's end may be
/// added to and changed: callbacks that come later, and the history, see that. After <c>keras.callbacks.Callback</c>.
/// </summary>
public abstract class Callback
{
    /// <summary>The model; set before anything else is called.</summary>
    public Model Model { get; private set; } = null!;

    /// <summary>How long it will take; set before anything else is called.</summary>
    public CallbackParameters Parameters { get; private set; } = null!;

    /// <summary>
    /// Whether the callback looks at each batch's logs. If none does, loss and metrics stay in the engine until they are shown, which is
    /// faster, and the logs of batches are empty.
    /// </summary>
    public virtual bool NeedsBatchLogs => false;

    /// <summary>Says which model it is about, before anything else.</summary>
    /// <param name="model">The model.</param>
    public virtual void SetModel(Model model) => Model = model;

    /// <summary>Says how long it will take, after <see cref="SetModel"/>.</summary>
    /// <param name="parameters">Epochs and steps.</param>
    public virtual void SetParameters(CallbackParameters parameters) => Parameters = parameters;

    /// <summary>Before the first epoch.</summary>
    /// <param name="logs">Empty.</param>
    public virtual void OnTrainBegin(IDictionary<string, float> logs)
    {
    }

    /// <summary>After the last epoch; not where the training was cancelled or failed.</summary>
    /// <param name="logs">Those of the last epoch.</param>
    public virtual void OnTrainEnd(IDictionary<string, float> logs)
    {
    }

    /// <summary>Before an epoch.</summary>
    /// <param name="epoch">Its number, from 0.</param>
    /// <param name="logs">Empty.</param>
    public virtual void OnEpochBegin(int epoch, IDictionary<string, float> logs)
    {
    }

    /// <summary>After an epoch and its validation.</summary>
    /// <param name="epoch">Its number, from 0.</param>
    /// <param name="logs">Loss and metrics; those of the validation begin with <c>val_</c>.</param>
    public virtual void OnEpochEnd(int epoch, IDictionary<string, float> logs)
    {
    }

    /// <summary>Before a step of training.</summary>
    /// <param name="batch">Its number in the epoch, from 0.</param>
    /// <param name="logs">Empty.</param>
    public virtual void OnTrainBatchBegin(int batch, IDictionary<string, float> logs)
    {
    }

    /// <summary>After a step of training.</summary>
    /// <param name="batch">Its number in the epoch, from 0; with several steps an execution the last one's, counted as if all were there.</param>
    /// <param name="logs">The epoch's loss and metrics so far where <see cref="NeedsBatchLogs"/>.</param>
    public virtual void OnTrainBatchEnd(int batch, IDictionary<string, float> logs)
    {
    }

    /// <summary>Before a validation or an evaluation.</summary>
    /// <param name="logs">Empty.</param>
    public virtual void OnTestBegin(IDictionary<string, float> logs)
    {
    }

    /// <summary>After a validation or an evaluation.</summary>
    /// <param name="logs">Its results.</param>
    public virtual void OnTestEnd(IDictionary<string, float> logs)
    {
    }

    /// <summary>Before a step of a validation or an evaluation.</summary>
    /// <param name="batch">Its number, from 0.</param>
    /// <param name="logs">Empty.</param>
    public virtual void OnTestBatchBegin(int batch, IDictionary<string, float> logs)
    {
    }

    /// <summary>After a step of a validation or an evaluation.</summary>
    /// <param name="batch">Its number, from 0.</param>
    /// <param name="logs">The results so far where <see cref="NeedsBatchLogs"/>.</param>
    public virtual void OnTestBatchEnd(int batch, IDictionary<string, float> logs)
    {
    }

    /// <summary>Before a prediction.</summary>
    public virtual void OnPredictBegin()
    {
    }

    /// <summary>After a prediction.</summary>
    public virtual void OnPredictEnd()
    {
    }

    /// <summary>Before a step of a prediction.</summary>
    /// <param name="batch">Its number, from 0.</param>
    public virtual void OnPredictBatchBegin(int batch)
    {
    }

    /// <summary>After a step of a prediction.</summary>
    /// <param name="batch">Its number, from 0.</param>
    /// <param name="outputs">The model's outputs for the batch; they hold until the next step.</param>
    public virtual void OnPredictBatchEnd(int batch, IReadOnlyList<DataArray> outputs)
    {
    }
}
