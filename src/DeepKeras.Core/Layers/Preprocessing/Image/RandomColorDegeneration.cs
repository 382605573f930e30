using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Colours mixed with grey. After <c>keras.layers.RandomColorDegeneration</c>.</summary>
/// <param name="factor">How much grey, 0 to 1; f stands for −f to f.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomColorDegeneration(
    FactorRange factor,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>How much grey.</summary>
    public FactorRange Factor { get; } = factor.Within(-1, 1, nameof(factor));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        return ValueRange.Clip(images + (draws.Uniform(Factor) * (Colours.Grey(images) - images)));
    }
}
