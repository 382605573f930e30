namespace DeepKeras.Callbacks;

/// <summary>
/// Ends the training after the first step whose loss so far is NaN or infinite. Loss and metrics are then fetched at each step, which
/// costs time. After <c>keras.callbacks.TerminateOnNaN</c>.
/// </summary>
public sealed class TerminateOnNaN : Callback
{
    /// <summary>
    /// Whether the training fails there and then, so that the end of the training is not told to other callbacks: a backup stays.
    /// </summary>
    public bool RaiseError { get; init; }

    /// <inheritdoc/>
    public override bool NeedsBatchLogs => true;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The loss is not finite, and <see cref="RaiseError"/>.</exception>
    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs)
    {
        if (!logs.TryGetValue("loss", out float loss) || float.IsFinite(loss))
        {
            return;
        }

        if (RaiseError)
        {
            throw new InvalidOperationException($"NaN or Inf loss encountered at batch {batch}. Loss value: {PythonFormat.Repr(loss)}. Terminating training immediately.");
        }

        Keras.Print($"Batch {batch}: Invalid loss, terminating training\n");
        Model.StopTraining = true;
    }
}
