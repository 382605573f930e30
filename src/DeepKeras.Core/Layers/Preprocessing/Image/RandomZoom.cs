using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images made larger or smaller around their middle. After <c>keras.layers.RandomZoom</c>.</summary>
/// <param name="heightFactor">How much more of the height is seen, above −1 and at most 1; f stands for −f to f.</param>
/// <param name="widthFactor">How much more of the width is seen; null: as of the height, so that the sides' ratio is kept.</param>
/// <param name="fillMode">What lies beyond the edge.</param>
/// <param name="interpolation">How pixels come from the old ones: nearest or bilinear.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="fillValue">The value beyond the edge, for <see cref="FillMode.Constant"/>.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomZoom(
    FactorRange heightFactor,
    FactorRange? widthFactor = null,
    FillMode fillMode = FillMode.Reflect,
    Interpolation interpolation = Interpolation.Bilinear,
    long? seed = null,
    double fillValue = 0.0,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    private readonly FactorRange heightFactorRange = heightFactor.Within(-1, 1, nameof(heightFactor));
    private readonly FactorRange? widthFactorRange = widthFactor?.Within(-1, 1, nameof(widthFactor));

    /// <summary>How pixels come from the old ones.</summary>
    public Interpolation Interpolation { get; } = ImageRules.NearestOrBilinear(interpolation);

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        (int height, int width) = ImageRules.Sizes(images);
        Tensor tall = draws.Uniform(1 + heightFactorRange.Lower, 1 + heightFactorRange.Upper);
        Tensor wide = widthFactorRange is null ? tall : draws.Uniform(1 + widthFactorRange.Lower, 1 + widthFactorRange.Upper);
        Tensor left = (width - 1) / 2.0 * (1 - wide);
        Tensor top = (height - 1) / 2.0 * (1 - tall);
        return ProjectiveTransform.Apply(images, [wide, 0, left, 0, tall, top, 0, 0], Interpolation, FillMode, FillValue);
    }
}
