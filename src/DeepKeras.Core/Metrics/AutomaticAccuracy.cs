using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>
/// <c>"accuracy"</c>: which metric is meant follows from the shapes of targets and predictions when the first graph is made, as in
/// <c>keras.src.trainers.compile_utils</c>. Several labels a row count as one-hot, as there.
/// </summary>
[NotConfig]
internal sealed class AutomaticAccuracy : Metric
{
    private Metric? chosen;

    /// <summary>The metric that was chosen; null before the first graph.</summary>
    public Metric? Chosen => chosen;

    internal override IReadOnlyList<Variable> Variables => chosen?.Variables ?? [];

    public static AutomaticAccuracy? OfName(string name) => name.ToLowerInvariant() is "accuracy" or "acc" ? new AutomaticAccuracy { Name = name } : null;

    /// <summary>The metric for targets and predictions.</summary>
    public Metric Choose(Tensor yTrue, Tensor yPred) => chosen ??=
        AutomaticCrossentropy.IsBinary(yPred.Shape) ? new BinaryAccuracy { Name = Name, DType = DType }
        : AutomaticCrossentropy.IsSparse(yTrue.Shape, yPred.Shape) ? new SparseCategoricalAccuracy { Name = Name, DType = DType }
        : new CategoricalAccuracy { Name = Name, DType = DType };

    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) => Choose(yTrue, yPred).UpdateState(yTrue, yPred, sampleWeight);

    public override Tensor Result() => (chosen ?? throw new InvalidOperationException($"{Name}: no batch has come yet.")).Result();
}
