using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images slanted, to either side with the same chance. After <c>keras.layers.RandomShear</c>.</summary>
/// <param name="xFactor">How far along the width, as a share of the height, 0 to 1; null: not.</param>
/// <param name="yFactor">How far along the height, as a share of the width, 0 to 1; null: not.</param>
/// <param name="interpolation">How pixels come from the old ones: nearest or bilinear.</param>
/// <param name="fillMode">What lies beyond the edge.</param>
/// <param name="fillValue">The value beyond the edge, for <see cref="FillMode.Constant"/>.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class RandomShear(
    FactorRange? xFactor = null,
    FactorRange? yFactor = null,
    Interpolation interpolation = Interpolation.Bilinear,
    FillMode fillMode = FillMode.Reflect,
    double fillValue = 0.0,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    long? seed = null) : ImageAugmentation(dataFormat)
{
    /// <summary>How far along the width.</summary>
    public FactorRange XFactor { get; } = Range(xFactor, nameof(xFactor));

    /// <summary>How far along the height.</summary>
    public FactorRange YFactor { get; } = Range(yFactor, nameof(yFactor));

    /// <summary>How pixels come from the old ones.</summary>
    public Interpolation Interpolation { get; } = ImageRules.NearestOrBilinear(interpolation);

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Tensor side = Ops.Where(draws.Uniform() > 0.5, Ops.Constant(images.DType, -1), Ops.Constant(images.DType, 1));
        Tensor down = draws.Uniform(YFactor) * side;
        Tensor right = draws.Uniform(XFactor) * side;
        return ProjectiveTransform.Apply(images, [1, right, 0, down, 1, 0, 0, 0], Interpolation, FillMode, FillValue);
    }

    /// <summary>A single number f stands for −f to f, though only numbers from 0 on are allowed.</summary>
    private static FactorRange Range(FactorRange? factor, string name)
    {
        FactorRange given = factor ?? 0.0;
        given.Within(0, 1, name);
        return given.IsOne ? (-given.Upper, given.Upper) : given;
    }
}
