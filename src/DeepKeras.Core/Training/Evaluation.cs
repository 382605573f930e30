using DeepKeras.Data;

namespace DeepKeras.Training;

/// <summary>The loop of <c>evaluate</c>, made ready once for many runs on the same data.</summary>
internal sealed class Evaluation
{
    private readonly Model model;
    private readonly CompiledLoss loss;
    private readonly Batches batches;
    private readonly BatchLayout layout;
    private readonly Results results;

    public Evaluation(Model model, CompiledLoss loss, TrainingData data, int batchSize, int? steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        this.model = model;
        this.loss = loss;
        HostArray[] arrays = TargetArrays.Prepare(model, loss, data, null, out layout);
        batches = new Batches(arrays, arrays[0].Shape[0], batchSize);
        results = new Results(model, loss, training: false);
        Steps = Math.Min(steps ?? batches.Count, batches.Count);
        if (Steps < 1)
        {
            throw new ArgumentException($"{model.Path}: there are no rows to evaluate on.", nameof(data));
        }
    }

    public int Steps { get; }

    public Dictionary<string, float> Run(CallbackList callbacks, CancellationToken cancellation)
    {
        Executable step = model.Executable("test " + layout.Key, () => StepGraphs.Test(model, layout));
        int together = loss.Arguments.StepsPerExecution;
        loss.Reset();
        callbacks.OnTestBegin();
        for (int batch = 0; batch < Steps; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (callbacks.Any && batch % together == 0)
            {
                callbacks.OnTestBatchBegin(batch);
            }

            step.Run(batches.Get(batch), []);
            if (callbacks.Any && (batch + 1 == Steps || (batch + 1) % together == 0))
            {
                callbacks.OnTestBatchEnd(batch - (batch % together) + together - 1, results.Fetch);
            }
        }

        Dictionary<string, float> logs = results.Fetch();
        callbacks.OnTestEnd(logs);
        return logs;
    }
}
