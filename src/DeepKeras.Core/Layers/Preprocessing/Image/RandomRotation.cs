using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images turned around their middle. After <c>keras.layers.RandomRotation</c>.</summary>
/// <param name="factor">How far, in whole turns, −1 to 1; f stands for −f to f.</param>
/// <param name="fillMode">What lies beyond the edge.</param>
/// <param name="interpolation">How pixels come from the old ones: nearest or bilinear.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="fillValue">The value beyond the edge, for <see cref="FillMode.Constant"/>.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomRotation(
    FactorRange factor,
    FillMode fillMode = FillMode.Reflect,
    Interpolation interpolation = Interpolation.Bilinear,
    long? seed = null,
    double fillValue = 0.0,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>How far, in whole turns.</summary>
    public FactorRange Factor { get; } = factor.Within(-1, 1, nameof(factor));

    /// <summary>How pixels come from the old ones.</summary>
    public Interpolation Interpolation { get; } = ImageRules.NearestOrBilinear(interpolation);

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        (int height, int width) = ImageRules.Sizes(images);
        Tensor angle = draws.Uniform(Factor.Lower * 360, Factor.Upper * 360) * (float)(Math.PI / 180);
        Tensor cos = Ops.Cos(angle);
        Tensor sin = Ops.Sin(angle);
        (double x, double y) = ((width - 1) * 0.5, (height - 1) * 0.5);
        return ProjectiveTransform.Apply(images, [cos, -sin, x - (x * cos) + (y * sin), sin, cos, y - (x * sin) - (y * cos), 0, 0], Interpolation, FillMode, FillValue);
    }
}
