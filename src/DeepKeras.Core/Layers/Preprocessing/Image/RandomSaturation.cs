using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Colours made stronger or weaker. After <c>keras.layers.RandomSaturation</c>.</summary>
/// <param name="factor">f multiplies the saturation by f / (1 − f), −1 to 1: ½ leaves it.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomSaturation(
    FactorRange factor,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>f multiplies the saturation by f / (1 − f).</summary>
    public FactorRange Factor { get; } = factor.Within(-1, 1, nameof(factor));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Tensor factor = draws.Uniform(Factor);
        factor = factor / (1 - factor + 1e-7);
        (Tensor hue, Tensor saturation, Tensor value) = Colours.ToHsv(images);
        return Colours.FromHsv(hue, ValueRange.Clip(saturation * factor), value);
    }
}
