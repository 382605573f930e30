using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Each channel moved away from, or towards, its mean. After <c>keras.layers.RandomContrast</c>.</summary>
/// <param name="factor">By how much less or more the distance is multiplied, 0 to 1; two numbers: 1 − the first to 1 + the second.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomContrast(
    FactorRange factor,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>By how much less or more the distance is multiplied.</summary>
    public FactorRange Factor { get; } = factor.Within(0, 1, nameof(factor));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Tensor factor = draws.Uniform(1 - Factor.Lower, 1 + Factor.Upper);
        Tensor mean = Ops.Mean(Ops.Mean(images, [1], keepDims: true), [2], keepDims: true);
        return ValueRange.Clip(((images - mean) * factor) + mean);
    }
}
