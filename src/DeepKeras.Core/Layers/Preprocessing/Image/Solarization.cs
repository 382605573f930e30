using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Values above a threshold made their negatives, after a number was added. After <c>keras.layers.Solarization</c>.</summary>
/// <param name="additionFactor">What is added, as a share of 255, 0 to 1; f stands for 0 to f; null: 0.</param>
/// <param name="thresholdFactor">The threshold, as a share of 255, 0 to 1; f stands for 0 to f; null: 0.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class Solarization(
    FactorRange? additionFactor = null,
    FactorRange? thresholdFactor = null,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>What is added, as a share of 255.</summary>
    public FactorRange AdditionFactor { get; } = (additionFactor ?? 0.0).Within(0, 1, nameof(additionFactor));

    /// <summary>The threshold, as a share of 255.</summary>
    public FactorRange ThresholdFactor { get; } = (thresholdFactor ?? 0.0).Within(0, 1, nameof(thresholdFactor));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        // Keras multiplies the largest alone by 255.
        Tensor added = draws.Uniform(AdditionFactor.Lower, AdditionFactor.Upper * 255);
        Tensor threshold = draws.Uniform(ThresholdFactor.Lower, ThresholdFactor.Upper * 255);
        Tensor bright = ValueRange.Bytes.Clip(ValueRange.To(ValueRange.Bytes, images) + added);
        return ValueRange.Bytes.To(ValueRange, Ops.Where(bright < threshold, bright, 255 - bright));
    }
}
