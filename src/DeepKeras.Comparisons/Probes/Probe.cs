using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Probes;
using DeepKeras.Comparisons.Reporting;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>
/// Fits the same linear learner to every layer's output, on the same folds: where it reads off the target best, the representation has become
/// linearly separable. Beside it the untrained network and shuffled targets, without which the figure would mislead.
/// </summary>
public static class Probe
{
    /// <summary>The penalty of the probes on standardised columns: C = 0.1, one setting for all layers.</summary>
    private const float Penalty = 10;

    /// <summary>Probes a trained model.</summary>
    /// <param name="pipeline">The model with its preprocessing.</param>
    /// <param name="rows">Labelled rows, best ones that the model was not trained on.</param>
    /// <param name="options">How; null: the defaults.</param>
    /// <param name="name">The model's name in the report; null: the model's own.</param>
    /// <param name="progress">Told the name of each layer before it is probed.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DataException">The rows lack a column or have a class that the model does not know.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static ProbeReport Run(
        DeepPipeline pipeline, Dataset rows, ProbeOptions? options = null, string? name = null, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(rows);
        options ??= new ProbeOptions();
        options.Check();
        Dataset data = Few(pipeline.Align(rows), rows, options);
        IReadOnlyList<Fold> folds = FoldPlan.Inner(data, options.Folds, options.Seed);
        Score score = Score.DefaultFor(data.Task);
        ILearner learner = data.Task == LearningTask.Regression ? new LeastSquaresLearner(Penalty) : Baseline.LogisticRegression(Penalty);
        IReadOnlyList<DataArray> inputs = pipeline.Encoder.Transform(data);
        LayerOutputs trained = LayerOutputs.Of(pipeline.Model, inputs);
        using Model fresh = DeepFit.WithSeed(options.Seed + 1, () => Model.FromJson(pipeline.Model.ToJson(), compile: false));
        LayerOutputs untrained = LayerOutputs.Of(fresh, inputs);
        int[] shuffled = Shuffled(data.Rows, options.Seed);
        var layers = new List<ProbeLayer>();
        for (int i = 0; i < trained.Layers.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(trained.Layers[i].Name);
            float[,] seen = Projections.Of(trained.Values[i], options.Width, options.Seed);
            layers.Add(new ProbeLayer(
                trained.Layers[i].Name,
                trained.Layers[i].ClassName,
                $"({string.Join(", ", Enumerable.Range(1, trained.Values[i].Shape.Rank - 1).Select(axis => trained.Values[i].Shape[axis]))})",
                seen.GetLength(1),
                Mean(learner, With(data, seen), folds, score, cancellation),
                Mean(learner, With(data, Projections.Of(untrained.Values[i], options.Width, options.Seed)), folds, score, cancellation),
                Mean(learner, With(data, seen, shuffled), folds, score, cancellation)));
        }

        double raw = Mean(learner, data, folds, score, cancellation), prior = Mean(Baseline.Prior(), data, folds, score, cancellation);
        var report = new ProbeReport
        {
            Model = name ?? pipeline.Model.Name,
            Dataset = rows.Name,
            Metric = score.Name,
            Rows = data.Rows,
            Settings = $"{(data.Task == LearningTask.Regression ? "linear regression with a ridge of 10" : "logistic regression, C = 0.1")} on standardised outputs, {options.Folds} folds, wide outputs cut to {options.Width} random projections",
            RawFeatures = raw,
            Prior = prior,
            Layers = layers,
            Text = "",
            Warnings = Warnings(pipeline, rows, data),
            Figures = [.. ProbeFigures.Of(pipeline.Model, trained, data)],
        };
        return report with { Text = ProbeText.Sentence(report) };
    }

    // With the whole data set's groups and time, which the model's form of the rows does not know.
    private static Dataset Few(Dataset aligned, Dataset rows, ProbeOptions options)
    {
        Dataset known = aligned.With(imageShape: rows.ImageShape, groups: rows.Groups, timeOrdered: rows.TimeOrdered);
        return known.Rows <= options.MaximumRows ? known
            : known.Subset([.. NestedRows.Order(known, options.Seed).Take(options.MaximumRows).Order()]);
    }

    private static int[] Shuffled(int rows, int seed)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        SplitMix64.For(seed, 5_000_011).Shuffle(order);
        return order;
    }

    private static Dataset With(Dataset data, float[,] features, int[]? order = null)
    {
        int[] rows = order ?? [.. Enumerable.Range(0, data.Rows)];
        Dataset made = data.Task == LearningTask.Regression
            ? Dataset.From(features, [.. rows.Select(row => data.Targets[row])])
            : Dataset.From(features, [.. rows.Select(row => data.Labels[row])], data.Classes);
        return made;
    }

    private static double Mean(ILearner learner, Dataset data, IReadOnlyList<Fold> folds, Score score, CancellationToken cancellation)
    {
        var values = new List<double>();
        foreach (Fold fold in folds)
        {
            Dataset test = data.Subset(fold.Test);
            using IFittedLearner fitted = learner.Fit(data.Subset(fold.Train), 0, cancellation);
            values.Add(Scorer.Of(score, fitted.Predict(test), test));
        }

        return Moments.Mean(values);
    }

    private static string[] Warnings(DeepPipeline pipeline, Dataset rows, Dataset used)
    {
        var warnings = new List<string>();
        if (pipeline.DatasetName == rows.Name)
        {
            warnings.Add("The model was trained on this data set: rows it has seen flatter its later layers. Probe rows that it has not seen where you can.");
        }

        if (used.Rows < rows.Rows)
        {
            warnings.Add(FormattableString.Invariant($"{used.Rows:N0} of {rows.Rows:N0} rows are used."));
        }

        return [.. warnings];
    }
}
