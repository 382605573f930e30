using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images made brighter or darker: a number is added. After <c>keras.layers.RandomBrightness</c>.</summary>
/// <param name="factor">What is added, as a share of the range of values, −1 to 1; f stands for −f to f.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomBrightness(
    FactorRange factor,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>What is added, as a share of the range of values.</summary>
    public FactorRange Factor { get; } = factor.Within(-1, 1, nameof(factor));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        return ValueRange.Clip(images + (draws.Uniform(Factor) * (ValueRange.High - ValueRange.Low)));
    }
}
