using DeepKeras.Callbacks;
using DeepKeras.Data;

namespace DeepKeras.Tests;

/// <summary>Writes down every event under Keras's name of it; ends the training at one of them.</summary>
internal sealed class EventRecorder(string tag, List<string> events, (string Event, int Index)? stop) : Callback
{
    public override bool NeedsBatchLogs => true;

    public override void SetModel(Model model)
    {
        base.SetModel(model);
        Record("set_model", null, []);
    }

    public override void SetParameters(CallbackParameters parameters)
    {
        base.SetParameters(parameters);

        // Keras's "verbose" has no counterpart.
        Record("set_params", null, ["epochs", "steps", "verbose"]);
    }

    public override void OnTrainBegin(IDictionary<string, float> logs) => Record("on_train_begin", null, logs.Keys);

    public override void OnTrainEnd(IDictionary<string, float> logs) => Record("on_train_end", null, logs.Keys);

    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs) => Record("on_epoch_begin", epoch, logs.Keys);

    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => Record("on_epoch_end", epoch, logs.Keys);

    public override void OnTrainBatchBegin(int batch, IDictionary<string, float> logs) => Record("on_train_batch_begin", batch, logs.Keys);

    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs) => Record("on_train_batch_end", batch, logs.Keys);

    public override void OnTestBegin(IDictionary<string, float> logs) => Record("on_test_begin", null, logs.Keys);

    public override void OnTestEnd(IDictionary<string, float> logs) => Record("on_test_end", null, logs.Keys);

    public override void OnTestBatchBegin(int batch, IDictionary<string, float> logs) => Record("on_test_batch_begin", batch, logs.Keys);

    public override void OnTestBatchEnd(int batch, IDictionary<string, float> logs) => Record("on_test_batch_end", batch, logs.Keys);

    public override void OnPredictBegin() => Record("on_predict_begin", null, []);

    public override void OnPredictEnd() => Record("on_predict_end", null, []);

    public override void OnPredictBatchBegin(int batch) => Record("on_predict_batch_begin", batch, []);

    public override void OnPredictBatchEnd(int batch, IReadOnlyList<DataArray> outputs) => Record("on_predict_batch_end", batch, ["outputs"]);

    private void Record(string name, int? index, IEnumerable<string> keys)
    {
        events.Add($"{tag} {name} {index} [{string.Join(",", keys.Order(StringComparer.Ordinal))}]");
        if (stop is { } at && at.Event == name && at.Index == index)
        {
            Model.StopTraining = true;
        }
    }
}
