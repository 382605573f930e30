using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>
/// <c>"accuracy"</c> and <c>"crossentropy"</c>: which metric is meant follows from the shapes of targets and predictions when the
/// first graph is made, as in <c>keras.src.trainers.compile_utils</c>.
/// </summary>
[NotConfig]
internal sealed partial class AutomaticAccuracy : Metric
{
    private Metric? chosen;

    /// <summary>The metric that was chosen; null before the first graph.</summary>
    public Metric? Chosen => chosen;

    public static Metric? Named(string name) => name is "accuracy" or "acc" ? new AutomaticAccuracy { Name = name } : null;

    /// <summary>The metric for targets and predictions.</summary>
    public Metric Choose(Tensor yTrue, Tensor yPred)
    {
        bool binary = yPred.Shape[^1] == 1;
        bool sparse = yTrue.Shape.Rank < yPred.Shape.Rank || (yTrue.Shape[^1] == 1 && yPred.Shape[^1] != 1);
        string kind = binary ? "binary_accuracy" : sparse ? "sparse_categorical_accuracy" : "categorical_accuracy";
        return chosen ??= KerasRegistry.Get<Metric>(kind);
    }

    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) => Choose(yTrue, yPred).UpdateState(yTrue, yPred, sampleWeight);

    public override Tensor Result() => (chosen ?? throw new InvalidOperationException($"{Name}: no batch has come yet.")).Result();

    public override void ResetState() => chosen?.ResetState();
}
