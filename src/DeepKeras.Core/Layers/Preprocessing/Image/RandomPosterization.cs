using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Fewer shades: the lowest bits of each value are 0. After <c>keras.layers.RandomPosterization</c>.</summary>
/// <param name="factor">How many bits stay, 1 to 8; a single number: from 1 to below it; two: from the first to below the second.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomPosterization(
    FactorRange factor,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>How many bits stay.</summary>
    public FactorRange Factor { get; } = factor.Within(1, 8, nameof(factor));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Tensor bits = Factor.Lower == Factor.Upper ? draws.Uniform(Factor) : Ops.Floor(draws.Uniform(Factor));
        Tensor step = Ops.Round(Ops.Exp((8 - bits) * Math.Log(2)));
        Tensor bytes = Ops.Floor(ValueRange.To(ValueRange.Bytes, images));
        return ValueRange.Bytes.To(ValueRange, Ops.Floor(bytes / step) * step);
    }
}
