using DeepKeras.Losses;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>How many of the targets of 1 are predicted above a threshold: TP / (TP + FN), 0 where there are none. A mask is ignored, as in Keras. After <c>keras.metrics.Recall</c>.</summary>
public sealed partial class Recall : Metric
{
    /// <summary>Above it a prediction is positive, 0 to 1; several give a result each; null: 0.5, or any with <see cref="TopK"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is outside 0 to 1.</exception>
    public OneOrMore<double>? Thresholds
    {
        get;
        init => field = Metrics.Thresholds.Checked(value);
    }

    /// <summary>So many of the largest predictions of a row can be positive, the first among equals; null: all.</summary>
    public int? TopK { get; init; }

    /// <summary>The only output that counts; null: all count.</summary>
    public int? ClassId { get; init; }

    private Thresholds Cuts => Metrics.Thresholds.Of(Thresholds, TopK is null ? 0.5 : Metrics.Thresholds.Lowest);

    private Variable TruePositives => State("true_positives", [Cuts.Count], DType.Float32);

    private Variable FalseNegatives => State("false_negatives", [Cuts.Count], DType.Float32);

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        Confusions counts = Confusions.Of(yTrue, yPred, sampleWeight, Cuts, TopK, ClassId);
        Add(TruePositives, counts.TruePositives);
        Add(FalseNegatives, counts.FalseNegatives);
    }

    /// <inheritdoc/>
    public override Tensor Result() => Cuts.Single(LossReductions.DivideNoNan(TruePositives, (Tensor)TruePositives + FalseNegatives));
}
