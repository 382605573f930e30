namespace DeepKeras.Layers;

/// <summary>
/// <see cref="Dropout"/> of whole channels of images, as neighbours resemble each other (Tompson et al., Efficient object localization using
/// convolutional networks, 2015). After <c>keras.layers.SpatialDropout2D</c>.
/// </summary>
/// <param name="rate">The share of channels that is dropped, 0 to 1.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class SpatialDropout2D(double rate, DataFormat dataFormat = DataFormat.ChannelsLast, long? seed = null) : Layer
{
    /// <summary>The share of channels that is dropped.</summary>
    public double Rate { get; } = Hyperparameter.Fraction(rate);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape input) => DataFormat.Require(input, 2);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Noise.Drop(x, Rate, NoiseShape, Seed, context);

    private Shape NoiseShape => DataFormat == DataFormat.ChannelsLast ? [Shape.Unknown, 1, 1, Shape.Unknown] : [Shape.Unknown, Shape.Unknown, 1, 1];
}
