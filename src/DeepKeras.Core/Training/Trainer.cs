using DeepKeras.Callbacks;
using DeepKeras.Data;

namespace DeepKeras.Training;

/// <summary>The loop of <c>fit</c>. A step without callbacks allocates nothing, and nothing comes back from the engine but what is shown.</summary>
internal sealed class Trainer
{
    private const long ShowEveryMilliseconds = 100;
    private readonly Model model;
    private readonly CompiledLoss loss;
    private readonly Results results;
    private readonly HostArray counter = HostArray.Scalar(0L);
    private Executable step = null!;
    private HostArray[] inputs = [];

    public Trainer(Model model, CompiledLoss loss)
    {
        this.model = model;
        this.loss = loss;
        results = new Results(model, loss, training: true);
    }

    public History Fit(TrainingData data, FitOptions options)
    {
        options.Check();
        (data, TrainingData? validation) = ValidationSplit.Of(data, options);
        HostArray[] arrays = Prepare(data, options.ClassWeight);
        InputChecks.WarnOfNaN(model, data);
        var batches = new Batches(arrays, arrays[0].Shape[0], options.BatchSize);
        Evaluation? evaluation = validation is null ? null
            : new Evaluation(model, loss, validation, options.ValidationBatchSize ?? options.BatchSize, options.ValidationSteps);
        var history = new History();
        int steps = options.StepsPerEpoch ?? batches.Count;
        var callbacks = new CallbackList(model, Listeners(options), new CallbackParameters(options.Epochs, steps), history);
        var logs = new Dictionary<string, float>();
        model.StopTraining = false;
        model.ResumeAt = null;
        callbacks.OnTrainBegin();
        int first = model.ResumeAt ?? options.InitialEpoch;
        var course = new Course(batches, options, steps, first);
        for (int epoch = first; epoch < options.Epochs; epoch++)
        {
            loss.Reset();
            callbacks.OnEpochBegin(epoch);
            int done = Epoch(epoch, course, callbacks);
            logs = results.Fetch();
            if (evaluation is not null && options.Validates(epoch))
            {
                foreach ((string name, float value) in evaluation.Run(callbacks, options.CancellationToken))
                {
                    logs[$"val_{name}"] = value;
                }
            }

            callbacks.OnEpochEnd(epoch, logs);
            options.Progress?.Report(new(epoch, options.Epochs, done, steps, logs, true));
            if (model.StopTraining)
            {
                break;
            }
        }

        model.Optimizer!.FinalizeWeights();
        callbacks.OnTrainEnd(logs);
        return history;
    }

    public Dictionary<string, float> TrainOnBatch(TrainingData data, IReadOnlyDictionary<int, float>? classWeight)
    {
        HostArray[] arrays = Prepare(data, classWeight);
        loss.Reset();
        Step(arrays);
        return results.Fetch();
    }

    /// <summary>As in Keras a progress bar comes last, unless one is among the callbacks.</summary>
    private static IReadOnlyList<Callback> Listeners(FitOptions options) =>
        options.Verbose == 0 || options.Callbacks.Any(callback => callback is ProgbarLogger) ? options.Callbacks
        : [.. options.Callbacks, new ProgbarLogger { Verbose = options.Verbose }];

    /// <summary>One epoch; gives the number of steps done.</summary>
    private int Epoch(int epoch, Course course, CallbackList callbacks)
    {
        FitOptions options = course.Options;
        int together = loss.Arguments.StepsPerExecution;
        long shown = Environment.TickCount64;
        for (int batch = 0; batch < course.Steps; batch++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            if (callbacks.Any && batch % together == 0)
            {
                callbacks.OnTrainBatchBegin(batch);
            }

            if (course.StartsPass && options.Shuffle)
            {
                course.Batches.Shuffle(RandomSeed.Combine(RandomSeed.Combine((ulong)model.Seed, "shuffle"), (ulong)course.Pass));
            }

            Step(course.Batches.Get(course.Next));
            bool ends = course.Advance() || batch + 1 == course.Steps;
            if (callbacks.Any && (ends || (batch + 1) % together == 0))
            {
                callbacks.OnTrainBatchEnd(batch - (batch % together) + together - 1, results.Fetch);
            }

            if (ends || model.StopTraining)
            {
                // As in Keras an epoch also ends where the rows do, even if steps were left.
                return batch + 1;
            }

            if (options.Progress is { } progress && Environment.TickCount64 - shown > ShowEveryMilliseconds)
            {
                shown = Environment.TickCount64;
                progress.Report(new(epoch, options.Epochs, batch + 1, course.Steps, results.Fetch(), false));
            }
        }

        return course.Steps;
    }

    private HostArray[] Prepare(TrainingData data, IReadOnlyDictionary<int, float>? classWeight)
    {
        HostArray[] arrays = TargetArrays.Prepare(model, loss, data, classWeight, out BatchLayout layout);
        if (arrays[0].Shape[0] == 0)
        {
            throw new ArgumentException($"{model.Path}: there are no rows to train on.", nameof(data));
        }

        step = model.Executable("train " + layout.Key, () => StepGraphs.Train(model, layout));
        inputs = new HostArray[arrays.Length + 1];
        return arrays;
    }

    private void Step(HostArray[] batch)
    {
        batch.CopyTo(inputs, 0);
        // Batches, not updates: with accumulated gradients several batches make one update, and each has noise of its own.
        counter.As<long>()[0] = model.Optimizer!.Batches;
        inputs[^1] = counter;
        step.Run(inputs, []);
    }

    /// <summary>Where the training is in its rows: with <see cref="FitOptions.StepsPerEpoch"/> a pass may span several epochs.</summary>
    private sealed class Course(Batches batches, FitOptions options, int steps, int first)
    {
        public Batches Batches => batches;

        public FitOptions Options => options;

        public int Steps => steps;

        /// <summary>The next batch of the pass.</summary>
        public int Next { get; private set; }

        /// <summary>How often all rows were gone through before, counting epochs that were left out.</summary>
        public int Pass { get; private set; } = first;

        public bool StartsPass => Next == 0;

        /// <summary>Goes on by a batch; true: that was the last row.</summary>
        public bool Advance()
        {
            if (++Next < batches.Count)
            {
                return false;
            }

            Next = 0;
            Pass++;
            return true;
        }
    }
}
