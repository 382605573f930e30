using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images blurred, some of them. After <c>keras.layers.RandomGaussianBlur</c>.</summary>
/// <param name="factor">The chance of it, 0 to 1, drawn from 0 to a single number; null: 1.</param>
/// <param name="kernelSize">The window's height and width, odd; null: 3.</param>
/// <param name="sigma">The standard deviation in pixels, 0 to 1, drawn for each axis; null: 0 to 1.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomGaussianBlur(
    FactorRange? factor = null,
    Size2? kernelSize = null,
    FactorRange? sigma = null,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The chance of it.</summary>
    public FactorRange Factor { get; } = (factor ?? 1.0).Within(0, 1, nameof(factor));

    /// <summary>The window's height and width.</summary>
    public Size2 KernelSize { get; } = (kernelSize ?? 3).All(size => size > 0 && size % 2 == 1) ? kernelSize ?? 3
        : throw new ArgumentException($"kernel_size: expected odd sizes, got {kernelSize}.");

    /// <summary>The standard deviation in pixels.</summary>
    public FactorRange Sigma { get; } = (sigma ?? 1.0).Within(0, 1, nameof(sigma));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Tensor happens = draws.Happens(Factor);
        Tensor first = draws.UniformForAll(Sigma.Lower, Sigma.Upper) + 1e-6;
        Tensor second = draws.UniformForAll(Sigma.Lower, Sigma.Upper) + 1e-6;
        Tensor blurred = Blur.Gaussian(images, KernelSize, second, first);
        return ValueRange.Clip(Ops.Where(happens, blurred, images));
    }
}
