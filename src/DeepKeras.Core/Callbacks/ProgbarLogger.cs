using DeepKeras.Data;

namespace DeepKeras.Callbacks;

/// <summary>
/// Prints what Keras prints while it trains, evaluates or predicts: a bar with loss and metrics so far, or a line an epoch.
/// <see cref="FitOptions.Verbose"/> adds one by itself. After <c>keras.callbacks.ProgbarLogger</c>.
/// </summary>
public sealed class ProgbarLogger : Callback
{
    private Progbar? bar;
    private bool fits;

    /// <summary>1: a bar, for which loss and metrics are fetched at each step; 2: a line an epoch, which costs nothing.</summary>
    public int Verbose { get; init; } = 1;

    /// <summary>Whether the bar is redrawn in place; null: where the console is a terminal.</summary>
    public bool? Dynamic { get; init; }

    /// <inheritdoc/>
    public override bool NeedsBatchLogs => Verbose == 1;

    /// <inheritdoc/>
    public override void OnTrainBegin(IDictionary<string, float> logs) => fits = true;

    /// <inheritdoc/>
    public override void OnTrainEnd(IDictionary<string, float> logs) => fits = false;

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs)
    {
        Begin();
        if (Verbose > 0 && Parameters.Epochs > 1)
        {
            Keras.Print($"Epoch {epoch + 1}/{Parameters.Epochs}\n");
        }
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs) => Update(batch, logs);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => End(logs);

    /// <inheritdoc/>
    public override void OnTestBegin(IDictionary<string, float> logs)
    {
        if (!fits)
        {
            Begin();
        }
    }

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, IDictionary<string, float> logs)
    {
        if (!fits)
        {
            Update(batch, logs);
        }
    }

    /// <inheritdoc/>
    public override void OnTestEnd(IDictionary<string, float> logs)
    {
        if (!fits)
        {
            End(logs);
        }
    }

    /// <inheritdoc/>
    public override void OnPredictBegin() => Begin();

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch, IReadOnlyList<DataArray> outputs) => Update(batch, new Dictionary<string, float>());

    /// <inheritdoc/>
    public override void OnPredictEnd() => End(new Dictionary<string, float>());

    private void Begin() => bar = new Progbar(Parameters.Steps) { Verbose = Verbose, StatefulMetrics = null, Dynamic = Dynamic };

    private void Update(int batch, IDictionary<string, float> logs)
    {
        if (Verbose == 1)
        {
            bar?.Update(batch + 1, logs, finalize: false);
        }
    }

    private void End(IDictionary<string, float> logs) => bar?.Update(Parameters.Steps, logs, finalize: true);
}
