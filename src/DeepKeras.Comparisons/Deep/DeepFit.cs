using DeepKeras.Callbacks;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Data;
using DeepKeras.Optimizers;
using DeepKeras.Schedules;

namespace DeepKeras.Comparisons.Deep;

/// <summary>Fits a pipeline: preprocessing, a fresh model of the seed, its training.</summary>
internal static class DeepFit
{
    private static readonly Lock SeedGate = new();

    public static DeepPipeline Run(DeepArchitecture architecture, DeepTraining training, Dataset data, long seed, FitOptions options, Dataset? validation = null)
    {
        training.Check();
        options.CancellationToken.ThrowIfCancellationRequested();
        FitOptions fit = options;
        if (training.Patience is int patience && validation is null)
        {
            // The watched rows come from the training rows, and what is fitted on the rest does not know them.
            Fold held = Holdout.Split(data, training.PatienceShare, unchecked((int)seed));
            (data, validation) = (data.Subset(held.Train), data.Subset(held.Test));
            fit = options with { Callbacks = [.. options.Callbacks, new EarlyStopping { Patience = patience, RestoreBestWeights = true }] };
        }

        DeepEncoder encoder = DeepEncoder.Fit(data, architecture.TakesImagesAsTables);
        DeepProblem problem = Problem(encoder, data);
        Model model = Build(architecture, problem, seed);
        try
        {
            TaskHead head = TaskHead.Of(model, data.Task, data.Classes.Count);
            int epochs = training.EpochsFor(problem), batch = training.BatchSizeFor(problem);
            int steps = training.StepsFor(problem);
            model.Compile(new Adam(new CosineDecay(training.LearningRateFor(problem), steps)), head.Loss, head.Metrics);
            if (training.Threads is int count)
            {
                Engine.Current.ThreadCount = count;
            }

            model.Fit(new TrainingData(encoder.Transform(data), [encoder.Targets(data)]), fit with
            {
                Epochs = epochs,
                BatchSize = batch,
                Validation = validation is null ? null : new TrainingData(encoder.Transform(validation), [encoder.Targets(validation)]),
            });
            return new DeepPipeline(model, encoder, head, PipelineSchema.Of(data));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    public static DeepProblem Problem(DeepEncoder encoder, Dataset data) =>
        new(data.Name, encoder.Inputs, data.Task, data.Classes.Count, data.Rows, data.TimeOrdered);

    public static Model Build(DeepArchitecture architecture, DeepProblem problem, long seed) => WithSeed(seed, () => architecture.Build(problem));

    /// <summary>Makes a model of a seed: a model takes it from the global one when it is made.</summary>
    public static Model WithSeed(long seed, Func<Model> make)
    {
        lock (SeedGate)
        {
            long before = RandomSeed.Global;
            RandomSeed.Global = seed;
            try
            {
                return make();
            }
            finally
            {
                RandomSeed.Global = before;
            }
        }
    }
}
