using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images moved. After <c>keras.layers.RandomTranslation</c>.</summary>
/// <param name="heightFactor">How far down, as a share of the height, −1 to 1; f stands for −f to f.</param>
/// <param name="widthFactor">How far to the right, as a share of the width, −1 to 1; f stands for −f to f.</param>
/// <param name="fillMode">What lies beyond the edge.</param>
/// <param name="interpolation">How pixels come from the old ones: nearest or bilinear.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="fillValue">The value beyond the edge, for <see cref="FillMode.Constant"/>.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomTranslation(
    FactorRange heightFactor,
    FactorRange widthFactor,
    FillMode fillMode = FillMode.Reflect,
    Interpolation interpolation = Interpolation.Bilinear,
    long? seed = null,
    double fillValue = 0.0,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    private readonly FactorRange heightFactorRange = heightFactor.Within(-1, 1, nameof(heightFactor));
    private readonly FactorRange widthFactorRange = widthFactor.Within(-1, 1, nameof(widthFactor));

    /// <summary>How pixels come from the old ones.</summary>
    public Interpolation Interpolation { get; } = ImageRules.NearestOrBilinear(interpolation);

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        (int height, int width) = ImageRules.Sizes(images);
        Tensor down = draws.Uniform(heightFactorRange) * height;
        Tensor right = draws.Uniform(widthFactorRange) * width;
        return ProjectiveTransform.Apply(images, [1, 0, -right, 0, 1, -down, 0, 0], Interpolation, FillMode, FillValue);
    }
}
