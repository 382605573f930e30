namespace DeepKeras.Callbacks;

/// <summary>
/// Ends the training after the first step whose loss so far is NaN or infinite. Loss and metrics are then fetched at each step, which
/// costs time. After <c>keras.callbacks.TerminateOnNaN</c>.
/// </summary>
public sealed class TerminateOnNaN : Callback
{
    /// <inheritdoc/>
    public override bool NeedsBatchLogs => true;

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs)
    {
        if (logs.TryGetValue("loss", out float loss) && !float.IsFinite(loss))
        {
            Keras.Warn($"step {batch}: the loss is {loss}; the training ends.");
            Model.StopTraining = true;
        }
    }
}
