using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images made sharper or smoother. After <c>keras.layers.RandomSharpness</c>.</summary>
/// <param name="factor">0 to 1: 0 smooths, ½ leaves the image, 1 sharpens.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomSharpness(
    FactorRange factor,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>How sharp.</summary>
    public FactorRange Factor { get; } = factor.Within(0, 1, nameof(factor));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Tensor factor = draws.Uniform(Factor) * 2;
        int channels = images.Shape[3];
        float[] window = [1, 1, 1, 1, 5, 1, 1, 1, 1];
        Tensor kernel = Ops.Constant([.. window.SelectMany(weight => Enumerable.Repeat(weight / 13, channels))], [3, 3, channels, 1]);
        Tensor smooth = WindowRules.Depthwise(images, Ops.Cast(kernel, images.DType), [1, 1], [1, 1], Padding.Same);
        return ValueRange.Clip(images + ((1 - factor) * (smooth - images)));
    }
}
