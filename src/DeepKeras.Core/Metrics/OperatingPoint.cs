using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>
/// The best of one rate among the evenly spaced thresholds at which another reaches a bound; 0 where none does. A mask is ignored, as in Keras.
/// </summary>
public abstract class OperatingPoint : Metric
{
    /// <summary>The only output that counts; null: all count.</summary>
    public int? ClassId { get; init; }

    /// <summary>How many thresholds are tried: 0, 1 and what lies evenly between; 1 means 0.5 alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is 0 or less.</exception>
    public int NumThresholds
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "at least one threshold is needed.");
    } = 200;

    private Tensor TruePositives => Count("true_positives");

    private Tensor FalsePositives => Count("false_positives");

    private Tensor TrueNegatives => Count("true_negatives");

    private Tensor FalseNegatives => Count("false_negatives");

    /// <summary>TP / (TP + FN) at each threshold: also called sensitivity.</summary>
    private protected Tensor Recalls => LossReductions.DivideNoNan(TruePositives, TruePositives + FalseNegatives);

    /// <summary>TN / (TN + FP) at each threshold.</summary>
    private protected Tensor Specificities => LossReductions.DivideNoNan(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>TP / (TP + FP) at each threshold.</summary>
    private protected Tensor Precisions => LossReductions.DivideNoNan(TruePositives, TruePositives + FalsePositives);

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        Confusions counts = Confusions.Of(yTrue, yPred, sampleWeight, Thresholds.Even(NumThresholds), classId: ClassId);
        Add(Count("true_positives"), counts.TruePositives);
        Add(Count("false_positives"), counts.FalsePositives);
        Add(Count("true_negatives"), counts.TrueNegatives);
        Add(Count("false_negatives"), counts.FalseNegatives);
    }

    private protected static Tensor BestWhere(Tensor reached, Tensor bound, Tensor wanted) => Ops.Max(Ops.Where(reached >= bound, wanted, 0));

    private protected static double Rate(double value) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a rate lies in 0 to 1.");

    private Variable Count(string name) => State(name, [NumThresholds], DType.Float32);
}
