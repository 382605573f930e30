namespace DeepKeras.Layers;

/// <summary>
/// max(x, 0), or in full: <paramref name="maxValue"/> from there on, x above <paramref name="threshold"/>, below it
/// <paramref name="negativeSlope"/> · (x − threshold). After <c>keras.layers.ReLU</c>.
/// </summary>
/// <param name="maxValue">The largest output, 0 or more; null: no limit.</param>
/// <param name="negativeSlope">The slope below the threshold, 0 or more.</param>
/// <param name="threshold">Where the line begins, 0 or more.</param>
public sealed partial class ReLU(double? maxValue = null, double negativeSlope = 0, double threshold = 0) : Layer
{
    /// <summary>The largest output; null: no limit.</summary>
    public double? MaxValue { get; } = Hyperparameter.NotNegative(maxValue);

    /// <summary>The slope below the threshold.</summary>
    public double NegativeSlope { get; } = Hyperparameter.NotNegative(negativeSlope);

    /// <summary>Where the line begins.</summary>
    public double Threshold { get; } = Hyperparameter.NotNegative(threshold);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Ops.Relu(x, NegativeSlope, MaxValue, Threshold);
}
