using DeepKeras.Callbacks;
using DeepKeras.Data;

namespace DeepKeras.Training;

/// <summary>The loops of <c>fit</c>, <c>evaluate</c> and <c>predict</c>.</summary>
internal sealed class Trainer(Model model, CompiledLoss loss)
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromMilliseconds(100);

    public History Fit(TrainingData data, FitOptions options)
    {
        (data, TrainingData? validation) = Split(data, options);
        HostArray[] arrays = TargetArrays.Prepare(model, loss, data, options.ClassWeight, out BatchLayout layout);
        Executable step = model.Executable("train " + layout.Key, () => StepGraphs.Train(model, loss, model.Optimizer!, layout));
        var batches = new Batches(arrays, data.Rows, options.BatchSize);
        var history = new History();
        var callbacks = new CallbackList(model, options, history);
        int steps = options.StepsPerEpoch ?? batches.Count;
        int next = 0;
        int pass = options.InitialEpoch;
        bool fresh = true;
        model.StopTraining = false;
        HostArray counter = HostArray.Scalar(0L);
        HostArray[] inputs = new HostArray[arrays.Length + 1];
        var logs = new Dictionary<string, float>();
        callbacks.OnTrainBegin();
        for (int epoch = options.InitialEpoch; epoch < options.Epochs && !model.StopTraining; epoch++)
        {
            loss.Reset();
            callbacks.OnEpochBegin(epoch);
            long shown = Environment.TickCount64;
            for (int batch = 0; batch < steps; batch++)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                if (fresh && options.Shuffle)
                {
                    batches.Shuffle(RandomSeed.Combine(RandomSeed.Combine((ulong)model.Seed, "shuffle"), (ulong)pass));
                }

                fresh = false;
                callbacks.OnTrainBatchBegin(batch);
                batches.Get(next).CopyTo(inputs, 0);
                counter.As<long>()[0] = model.Optimizer!.Iterations;
                inputs[^1] = counter;
                step.Run(inputs, []);
                if (callbacks.NeedBatchLogs)
                {
                    callbacks.OnTrainBatchEnd(batch, Results());
                }

                if (++next == batches.Count)
                {
                    (next, fresh) = (0, true);
                    pass++;
                }

                if (options.Progress is { } progress && Environment.TickCount64 - shown > ShowEvery.TotalMilliseconds && batch + 1 < steps)
                {
                    shown = Environment.TickCount64;
                    progress.Report(new(epoch, options.Epochs, batch + 1, steps, Results(), false));
                }
            }

            logs = Results();
            if (validation is not null && (epoch + 1) % options.ValidationFrequency == 0)
            {
                foreach ((string name, float value) in Evaluate(validation, options.ValidationBatchSize ?? options.BatchSize, options.ValidationSteps, options.Callbacks))
                {
                    logs[$"val_{name}"] = value;
                }
            }

            callbacks.OnEpochEnd(epoch, logs);
            options.Progress?.Report(new(epoch, options.Epochs, steps, steps, logs, true));
        }

        callbacks.OnTrainEnd(logs);
        return history;
    }

    public Dictionary<string, float> Evaluate(TrainingData data, int batchSize, int? steps, IReadOnlyList<Callback> callbacks)
    {
        HostArray[] arrays = TargetArrays.Prepare(model, loss, data, null, out BatchLayout layout);
        Executable step = model.Executable("test " + layout.Key, () => StepGraphs.Test(model, loss, layout));
        var batches = new Batches(arrays, data.Rows, batchSize);
        loss.Reset();
        foreach (Callback callback in callbacks)
        {
            callback.OnTestBegin(new Dictionary<string, float>());
        }

        for (int batch = 0; batch < Math.Min(steps ?? batches.Count, batches.Count); batch++)
        {
            foreach (Callback callback in callbacks)
            {
                callback.OnTestBatchBegin(batch, new Dictionary<string, float>());
            }

            step.Run(batches.Get(batch), []);
            foreach (Callback callback in callbacks)
            {
                callback.OnTestBatchEnd(batch, callback.NeedsBatchLogs ? Results() : []);
            }
        }

        Dictionary<string, float> results = Results();
        foreach (Callback callback in callbacks)
        {
            callback.OnTestEnd(results);
        }

        return results;
    }

    public static IReadOnlyList<DataArray> Predict(Model model, IReadOnlyList<DataArray> x, int batchSize)
    {
        HostArray[] arrays = TargetArrays.Inputs(model, x);
        BatchLayout layout = BatchLayout.Of(arrays, [], []);
        Executable executable = model.Executable("predict " + layout.Key, () => StepGraphs.Predict(model, layout));
        int rows = arrays[0].Shape[0];
        if (rows <= batchSize)
        {
            return [.. executable.Run(arrays).Select(output => new DataArray(output))];
        }

        var batches = new Batches(arrays, rows, batchSize);
        HostArray[]? results = null;
        var part = new HostArray?[executable.OutputCount];
        for (int batch = 0; batch < batches.Count; batch++)
        {
            executable.Run(batches.Get(batch), part);
            results ??= [.. part.Select(p => new HostArray(p!.Type, p.Shape.With(0, rows)))];
            for (int i = 0; i < part.Length; i++)
            {
                int size = results[i].Bytes.Length / rows;
                part[i]!.Bytes.CopyTo(results[i].Bytes[(batch * batchSize * size)..]);
            }
        }

        return [.. results!.Select(result => new DataArray(result))];
    }

    private Dictionary<string, float> Results()
    {
        Executable executable = model.Executable("results", () => StepGraphs.Results(loss));
        HostArray[] values = executable.Run();
        return loss.Results.Select(result => result.Name).Zip(values).ToDictionary(pair => pair.First, pair => pair.Second.As<float>()[0]);
    }

    private static (TrainingData Train, TrainingData? Validation) Split(TrainingData data, FitOptions options)
    {
        if (options.Validation is not null || options.ValidationSplit == 0)
        {
            return (data, options.Validation);
        }

        int kept = (int)Math.Floor(data.Rows * (1 - options.ValidationSplit));
        if (options.ValidationSplit is < 0 or >= 1 || kept == 0 || kept == data.Rows)
        {
            throw new ArgumentException($"a validation split of {options.ValidationSplit} of {data.Rows} rows leaves one part empty.", nameof(options));
        }

        return (Rows(data, 0, kept), Rows(data, kept, data.Rows));
    }

    private static TrainingData Rows(TrainingData data, int start, int end)
    {
        return new([.. data.X.Select(Cut)], [.. data.Y.Select(Cut)], data.SampleWeights is null ? null : [.. data.SampleWeights.Select(w => w is null ? null : Cut(w))]);

        DataArray Cut(DataArray array)
        {
            var part = new HostArray(array.DType, array.Shape.With(0, end - start));
            int size = array.Array.Bytes.Length / array.Rows;
            array.Array.Bytes[(start * size)..(end * size)].CopyTo(part.Bytes);
            return new DataArray(part);
        }
    }
}
