using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>
/// The area under a curve of rates over thresholds, a Riemann sum; 1 is perfect, and for <see cref="AUCCurve.ROC"/> ½ is chance. A mask is ignored, as
/// in Keras. After <c>keras.metrics.AUC</c>.
/// </summary>
public sealed partial class AUC : Metric
{
    private int? labels;

    /// <summary>How many thresholds: just below 0, just above 1 and what lies evenly between; 2 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 2.</exception>
    public int NumThresholds
    {
        get => Thresholds?.Count + 2 ?? field;
        init => field = value > 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "at least two thresholds are needed.");
    } = 200;

    /// <summary>Which curve.</summary>
    public AUCCurve Curve { get; init; } = AUCCurve.ROC;

    /// <summary>What height a strip has.</summary>
    public AUCSummationMethod SummationMethod { get; init; } = AUCSummationMethod.Interpolation;

    /// <summary>The thresholds between 0 and 1, in any order, instead of <see cref="NumThresholds"/>.</summary>
    [OmitWhenNull]
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>Whether each output has a curve of its own, whose areas are averaged; else all predictions make one curve.</summary>
    public bool MultiLabel { get; init; }

    /// <summary>How many outputs there are, with <see cref="MultiLabel"/>; null: seen from the first batch.</summary>
    public int? NumLabels { get; init; }

    /// <summary>The weight of each output; null: all 1.</summary>
    public IReadOnlyList<double>? LabelWeights { get; init; }

    /// <summary>Whether the predictions are logits rather than probabilities.</summary>
    public bool FromLogits { get; init; }

    private Thresholds Cuts => Metrics.Thresholds.Curve(NumThresholds, Thresholds);

    private Tensor? Weights => LabelWeights is null ? null : Ops.Constant([.. LabelWeights.Select(weight => (float)weight)]);

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        if (MultiLabel)
        {
            labels ??= yPred.Shape.Rank == 2 && yPred.Shape[1] >= 0 ? yPred.Shape[1]
                : throw new ShapeException($"{Name}: several labels need predictions (batch, labels), got {yPred.Shape}.");
        }

        yPred = FromLogits ? Ops.Sigmoid(yPred) : yPred;
        Confusions counts = Confusions.Of(yTrue, yPred, sampleWeight, Cuts, byLabel: MultiLabel, labelWeights: MultiLabel ? null : Weights);
        Add(Count("true_positives"), counts.TruePositives);
        Add(Count("false_positives"), counts.FalsePositives);
        Add(Count("true_negatives"), counts.TrueNegatives);
        Add(Count("false_negatives"), counts.FalseNegatives);
    }

    /// <inheritdoc/>
    public override Tensor Result()
    {
        var counts = new Confusions(Count("true_positives"), Count("false_positives"), Count("true_negatives"), Count("false_negatives"));
        Tensor strips = Ops.Sum(Areas.Strips(counts, Curve, SummationMethod), [0]);
        return !MultiLabel ? strips
            : Weights is { } weights ? LossReductions.DivideNoNan(Ops.Sum(strips * weights), Ops.Sum(weights))
            : Ops.Mean(strips);
    }

    private Variable Count(string name) => State(name, !MultiLabel ? [NumThresholds] : [NumThresholds, NumLabels ?? labels ?? throw new InvalidOperationException($"{Name}: no batch has come yet.")], DType.Float32);
}
