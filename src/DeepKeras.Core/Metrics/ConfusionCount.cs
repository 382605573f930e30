using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>One cell of the confusion matrix over thresholds: the result is a number for one threshold, else a number each. A mask is ignored, as in Keras.</summary>
public abstract class ConfusionCount : Metric
{
    /// <summary>Above it a prediction is positive, 0 to 1; several give a count each; null: 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is outside 0 to 1.</exception>
    public OneOrMore<double>? Thresholds
    {
        get;
        init => field = Metrics.Thresholds.Checked(value);
    }

    private Thresholds Cuts => Metrics.Thresholds.Of(Thresholds, 0.5);

    private Variable Accumulator => State("accumulator", [Cuts.Count], DType.Float32);

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) =>
        Add(Accumulator, Pick(Confusions.Of(yTrue, yPred, sampleWeight, Cuts)));

    /// <inheritdoc/>
    public override Tensor Result() => Cuts.Single(Accumulator);

    private protected abstract Tensor Pick(Confusions counts);
}
