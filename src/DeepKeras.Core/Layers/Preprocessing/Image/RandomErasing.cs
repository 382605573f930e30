using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>A rectangle of images replaced, in some of them. After <c>keras.layers.RandomErasing</c>.</summary>
/// <param name="factor">The chance of it, 0 to 1, drawn from 0 to a single number; null: 1.</param>
/// <param name="scale">The share of the sides' squares, 0 to 1; null: 0.02 to 0.33.</param>
/// <param name="fillValue">What replaces it: a number, or one a channel; null: noise.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomErasing(
    FactorRange? factor = null,
    FactorRange? scale = null,
    OneOrMore<double>? fillValue = null,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The chance of it.</summary>
    public FactorRange Factor { get; } = (factor ?? 1.0).Within(0, 1, nameof(factor));

    /// <summary>The share of the sides' squares.</summary>
    public FactorRange Scale { get; } = (scale ?? (0.02, 0.33)).Within(0, 1, nameof(scale));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        (int height, int width) = ImageRules.Sizes(images);
        Tensor inside = Ops.LogicalAnd(Boxes.Within(images, 2, width, Ops.Sqrt(draws.Uniform(Scale)), draws), Boxes.Within(images, 1, height, Ops.Sqrt(draws.Uniform(Scale)), draws));
        Tensor fill = FillValue is null ? draws.Normal(images) * ValueRange.High
            : Ops.Cast(Ops.Constant([.. FillValue.Select(value => (float)value)]), images.DType) + Ops.ZerosLike(images);
        return Ops.Where(Ops.LogicalAnd(draws.Happens(Factor), inside), ValueRange.Clip(fill), images);
    }
}
