using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>The hue of colours turned, to either side with the same chance. After <c>keras.layers.RandomHue</c>.</summary>
/// <param name="factor">How far, 0 to 1: 1 is half a circle.</param>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomHue(
    FactorRange factor,
    ValueRange? valueRange = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>How far.</summary>
    public FactorRange Factor { get; } = factor.Within(0, 1, nameof(factor));

    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Tensor side = Ops.Where(draws.Uniform() > 0.5, Ops.Constant(images.DType, -1), Ops.Constant(images.DType, 1));
        Tensor turn = draws.Uniform(Factor) * side * 0.5;
        ValueRange unit = new(0, 1);
        (Tensor hue, Tensor saturation, Tensor value) = Colours.ToHsv(ValueRange.To(unit, images));
        Tensor turned = hue + turn;
        turned = Ops.Where(turned > 1, turned - 1, turned);
        turned = Ops.Where(turned < 0, turned + 1, turned);
        return unit.To(ValueRange, unit.Clip(Colours.FromHsv(turned, saturation, value)));
    }
}
