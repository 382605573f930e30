using DeepKeras.Callbacks;

namespace DeepKeras.Tests;

/// <summary>Keeps each batch's logs.</summary>
internal sealed class BatchRecorder : Callback
{
    public List<List<(int Batch, Dictionary<string, float> Logs)>> Epochs { get; } = [];

    public override bool NeedsBatchLogs => true;

    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs) => Epochs.Add([]);

    public override void OnTrainBatchEnd(int batch, IDictionary<string, float> logs) => Epochs[^1].Add((batch, new(logs)));
}
