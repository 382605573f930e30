using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Brightness, contrast, saturation and hue changed, one after the other. After <c>keras.layers.RandomColorJitter</c>.</summary>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="brightnessFactor">As of <see cref="RandomBrightness"/>; null: not.</param>
/// <param name="contrastFactor">As of <see cref="RandomContrast"/>; null: not.</param>
/// <param name="saturationFactor">As of <see cref="RandomSaturation"/>; null: not.</param>
/// <param name="hueFactor">As of <see cref="RandomHue"/>; null: not.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomColorJitter(
    ValueRange? valueRange = null,
    FactorRange? brightnessFactor = null,
    FactorRange? contrastFactor = null,
    FactorRange? saturationFactor = null,
    FactorRange? hueFactor = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        ImageAugmentation?[] steps =
        [
            BrightnessFactor is null ? null : new RandomBrightness(BrightnessFactor, ValueRange),
            ContrastFactor is null ? null : new RandomContrast(ContrastFactor, ValueRange),
            SaturationFactor is null ? null : new RandomSaturation(SaturationFactor, ValueRange),
            HueFactor is null ? null : new RandomHue(HueFactor, ValueRange),
        ];
        return steps.OfType<ImageAugmentation>().Aggregate(images, (changed, step) => step.Augment(changed, draws));
    }
}
