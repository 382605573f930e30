using DeepKeras.Callbacks;
using DeepKeras.Data;

namespace DeepKeras.Training;

/// <summary>The loop of <c>predict</c>.</summary>
internal static class Predictor
{
    public static IReadOnlyList<DataArray> Predict(Model model, IReadOnlyList<DataArray> x, int batchSize, IReadOnlyList<Callback> listeners, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        HostArray[] arrays = TargetArrays.Inputs(model, x);
        BatchLayout layout = BatchLayout.Of(arrays, [], []);
        Executable executable = model.Executable("predict " + layout.Key, () => StepGraphs.Predict(model, layout));
        int rows = arrays[0].Shape[0];
        if (rows <= batchSize && listeners.Count == 0)
        {
            return [.. executable.Run(arrays).Select(output => new DataArray(output))];
        }

        var batches = new Batches(arrays, rows, batchSize);
        var callbacks = new CallbackList(model, listeners, new CallbackParameters(1, batches.Count), null);
        HostArray[]? results = null;
        var part = new HostArray?[executable.OutputCount];
        callbacks.OnPredictBegin();
        for (int batch = 0; batch < batches.Count; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            callbacks.OnPredictBatchBegin(batch);
            executable.Run(batches.Get(batch), part);
            results ??= [.. part.Select(p => new HostArray(p!.Type, p.Shape.With(0, rows)))];
            for (int i = 0; i < part.Length; i++)
            {
                long size = results[i].Elements / rows;
                results[i].CopyFrom(part[i]!, 0, batch * batchSize * size, part[i]!.Elements);
            }

            if (callbacks.Any)
            {
                callbacks.OnPredictBatchEnd(batch, [.. part.Select(p => new DataArray(p!))]);
            }
        }

        callbacks.OnPredictEnd();
        return [.. results!.Select(result => new DataArray(result))];
    }
}
