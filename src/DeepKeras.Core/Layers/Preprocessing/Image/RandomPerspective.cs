using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images seen from aside, some of them. After <c>keras.layers.RandomPerspective</c>.</summary>
/// <param name="factor">The chance of it, 0 to 1; null: drawn from 0 to 1.</param>
/// <param name="scale">How far corners move, 0 to 1.</param>
/// <param name="interpolation">How pixels come from the old ones: nearest or bilinear.</param>
/// <param name="fillValue">The value beyond the edge, for <see cref="FillMode.Constant"/>.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandomPerspective(
    FactorRange? factor = null,
    double scale = 1.0,
    Interpolation interpolation = Interpolation.Bilinear,
    double fillValue = 0.0,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The chance of it.</summary>
    public FactorRange Factor { get; } = (factor ?? 1.0).Within(0, 1, nameof(factor));

    /// <summary>How far corners move.</summary>
    public double Scale { get; } = Hyperparameter.Fraction(scale);

    /// <summary>How pixels come from the old ones.</summary>
    public Interpolation Interpolation { get; } = ImageRules.NearestOrBilinear(interpolation);

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        (int height, int width) = ImageRules.Sizes(images);
        Tensor happens = draws.Happens(Factor);
        (double right, double bottom) = (width - 1.0, height - 1.0);

        // Each corner moves by a share of its own coordinates, so the first one stays.
        Tensor x2 = right * Moved(draws);
        Tensor y3 = bottom * Moved(draws);
        Tensor x4 = right * Moved(draws);
        Tensor y4 = bottom * Moved(draws);
        Tensor[] map = ToRectangle(x2, y3, x4, y4, right, bottom);
        return Ops.Where(happens, ProjectiveTransform.Apply(images, map, Interpolation, FillMode.Constant, FillValue), images);
    }

    /// <summary>
    /// The projective map that takes the corners (0, 0), (x₂, 0), (0, y₃), (x₄, y₄) back to the corners of the image (Heckbert, Fundamentals of
    /// texture mapping and image warping, 1989): the inverse of the square's, scaled.
    /// </summary>
    private static Tensor[] ToRectangle(Tensor x2, Tensor y3, Tensor x4, Tensor y4, double right, double bottom)
    {
        Tensor dx1 = x2 - x4;
        Tensor dy2 = y3 - y4;
        Tensor sx = x4 - x2;
        Tensor sy = y4 - y3;
        Tensor determinant = (dx1 * dy2) - (x4 * y4);
        Tensor g = ((sx * dy2) + (x4 * sy)) / determinant;
        Tensor h = ((dx1 * sy) + (y4 * sx)) / determinant;
        Tensor a = x2 * (1 + g);
        Tensor e = y3 * (1 + h);

        // The inverse of [a 0 0; 0 e 0; g h 1].
        return [right / a, 0, 0, 0, bottom / e, 0, -g / a, -h / e];
    }

    private Tensor Moved(Draws draws) => 1 + draws.Uniform(-0.5 * Scale, 0.5 * Scale);
}
