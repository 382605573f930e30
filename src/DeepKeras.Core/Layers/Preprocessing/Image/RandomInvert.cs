using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images made their negatives, some of them. After <c>keras.layers.RandomInvert</c>.</summary>
/// <param name="factor">The chance of it, 0 to 1, drawn from 0 to a single number; null: 1.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomInvert(
    FactorRange? factor = null,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The chance of it.</summary>
    public FactorRange Factor { get; } = (factor ?? 1.0).Within(0, 1, nameof(factor));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        return Ops.Where(draws.Happens(Factor), ValueRange.High - images, images);
    }
}
