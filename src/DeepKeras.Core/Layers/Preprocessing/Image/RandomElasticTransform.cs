using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images warped as if on water, some of them. After <c>keras.layers.RandomElasticTransform</c>.</summary>
/// <param name="factor">The chance of it, 0 to 1, drawn from 0 to a single number; null: 1.</param>
/// <param name="scale">How strongly, 0 to 1; null: 0 to 1.</param>
/// <param name="interpolation">How pixels come from the old ones: nearest or bilinear.</param>
/// <param name="fillMode">What lies beyond the edge.</param>
/// <param name="fillValue">The value beyond the edge, for <see cref="FillMode.Constant"/>.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomElasticTransform(
    FactorRange? factor = null,
    FactorRange? scale = null,
    Interpolation interpolation = Interpolation.Bilinear,
    FillMode fillMode = FillMode.Reflect,
    double fillValue = 0.0,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The chance of it.</summary>
    public FactorRange Factor { get; } = (factor ?? 1.0).Within(0, 1, nameof(factor));

    /// <summary>How strongly.</summary>
    public FactorRange Scale { get; } = (scale ?? 1.0).Within(0, 1, nameof(scale));

    /// <summary>How pixels come from the old ones.</summary>
    public Interpolation Interpolation { get; } = ImageRules.NearestOrBilinear(interpolation);

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        if (Scale.Upper == 0 || Factor.Upper == 0)
        {
            return images;
        }

        (int height, int width) = ImageRules.Sizes(images);
        Tensor happens = draws.Happens(Factor);
        Tensor strength = draws.UniformForAll(Scale.Lower, Scale.Upper);
        Tensor alpha = strength * (0.1 * Math.Max(height, width));
        Tensor sigma = Ops.Maximum(strength * (0.05 * Math.Min(height, width)), 1e-6);
        int window = (6 * (int)(Scale.Upper * 0.05 * Math.Min(height, width))) | 1;
        Tensor like = Ops.Slice(images, 3, 0, 1);
        Tensor y = Ops.Cast(Ops.Reshape(Ops.Positions(images, 1), 1, height, 1, 1), images.DType) + (alpha * Blur.Gaussian(draws.Normal(like) * sigma, window, sigma, sigma));
        Tensor x = Ops.Cast(Ops.Reshape(Ops.Positions(images, 2), 1, 1, width, 1), images.DType) + (alpha * Blur.Gaussian(draws.Normal(like) * sigma, window, sigma, sigma));
        Tensor warped = ProjectiveTransform.Sampled(images, ProjectiveTransform.Beyond(y, height, FillMode), ProjectiveTransform.Beyond(x, width, FillMode), Interpolation, FillValue);
        return ValueRange.Clip(Ops.Where(happens, warped, images));
    }
}
