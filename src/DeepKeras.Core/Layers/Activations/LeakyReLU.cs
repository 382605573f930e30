namespace DeepKeras.Layers;

/// <summary>x above 0, <paramref name="negativeSlope"/> · x below. The layer's default is 0.3, the function's 0.2. After <c>keras.layers.LeakyReLU</c>.</summary>
/// <param name="negativeSlope">The slope below 0, 0 or more.</param>
public sealed partial class LeakyReLU(double negativeSlope = 0.3) : Layer
{
    /// <summary>The slope below 0.</summary>
    public double NegativeSlope { get; } = Hyperparameter.NotNegative(negativeSlope);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Ops.LeakyRelu(x, NegativeSlope);
}
