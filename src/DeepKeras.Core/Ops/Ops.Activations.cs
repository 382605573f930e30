namespace DeepKeras;

public static partial class Ops
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    /// <summary>
    /// x above the threshold, <paramref name="negativeSlope"/> · (x − threshold) at and below it, at most <paramref name="maxValue"/>.
    /// The gradient at <paramref name="maxValue"/> is 1.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="negativeSlope">The slope below the threshold.</param>
    /// <param name="maxValue">The bound above; null: none.</param>
    /// <param name="threshold">Where the function bends.</param>
    public static Tensor Relu(Tensor x, double negativeSlope = 0, double? maxValue = null, double threshold = 0)
    {
        if (negativeSlope != 0 && maxValue is null && threshold == 0)
        {
            return LeakyRelu(x, negativeSlope);
        }

        Tensor result = threshold != 0 ? Where(x > threshold, x, 0)
            : maxValue == 6 ? Relu6(x)
            : Relu(x);
        if (maxValue is double bound && !(threshold == 0 && bound == 6))
        {
            result = Clip(result, 0.0, bound);
        }

        return negativeSlope == 0 ? result : result - (negativeSlope * Relu(threshold - x));
    }

    /// <summary>x above 0, else <paramref name="negativeSlope"/> · x, also for the gradient at 0 (Maas et al., 2013).</summary>
    public static Tensor LeakyRelu(Tensor x, double negativeSlope = 0.2) => Where(x > 0, x, negativeSlope * x);

    /// <summary>x, kept between 0 and 6; the gradient at both is 0 (Krizhevsky, 2010).</summary>
    public static Tensor Relu6(Tensor x) => Where(x >= 6, 6, Relu(x));

    /// <summary>x above 0, else α (eˣ − 1); the gradient at 0 is α (Clevert et al., 2015).</summary>
    public static Tensor Elu(Tensor x, double alpha = 1) => Where(x > 0, x, alpha * Expm1(Minimum(x, 0)));

    /// <summary>1.0507 x from 0 on, else 1.0507 · 1.6733 (eˣ − 1) (Klambauer et al., Self-Normalizing Neural Networks, 2017).</summary>
    public static Tensor Selu(Tensor x) => Where(x >= 0, SeluScale * x, SeluScale * SeluAlpha * Expm1(Minimum(x, 0)));

    /// <summary>max(x, 0) + α (e^(min(x, 0) / α) − 1); the gradient at 0 is 2, Keras's (Barron, 2017).</summary>
    public static Tensor Celu(Tensor x, double alpha = 1) => Maximum(x, 0) + (alpha * Expm1(Minimum(x, 0) / alpha));

    /// <summary>x Φ(x), with the normal distribution's Φ (Hendrycks and Gimpel, 2016).</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="approximate">Whether Φ is approximated by a tanh.</param>
    public static Tensor Gelu(Tensor x, bool approximate = true) => approximate
        ? 0.5 * x * (1 + Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * (x * Square(x))))))
        : 0.5 * x * (1 + Erf(Math.Sqrt(0.5) * x));

    /// <summary>x σ(x), also called swish (Ramachandran et al., 2017).</summary>
    public static Tensor Silu(Tensor x) => x * Sigmoid(x);

    /// <summary>The same as <see cref="Silu"/>.</summary>
    public static Tensor Swish(Tensor x) => Silu(x);

    /// <summary>x tanh(ln(1 + eˣ)) (Misra, 2019).</summary>
    public static Tensor Mish(Tensor x) => x * Tanh(Softplus(x));

    /// <summary>x / (1 + |x|).</summary>
    public static Tensor Softsign(Tensor x) => x / (1 + Abs(x));

    /// <summary>ln σ(x).</summary>
    public static Tensor LogSigmoid(Tensor x) => -Softplus(-x);

    /// <summary>x / 6 + ½, kept between 0 and 1; the gradient at the bounds is 0.</summary>
    public static Tensor HardSigmoid(Tensor x) => Relu6(x + 3) / 6;

    /// <summary>x times <see cref="HardSigmoid"/>, also called hard swish (Howard et al., 2019).</summary>
    public static Tensor HardSilu(Tensor x) => x * HardSigmoid(x);

    /// <summary>The same as <see cref="HardSilu"/>.</summary>
    public static Tensor HardSwish(Tensor x) => HardSilu(x);

    /// <summary>x, kept between −1 and 1; the gradient at the bounds is 1.</summary>
    public static Tensor HardTanh(Tensor x) => Clip(x, -1, 1);

    /// <summary>x where |x| is above the threshold, else 0.</summary>
    public static Tensor HardShrink(Tensor x, double threshold = 0.5) => Where(Abs(x) > threshold, x, 0);

    /// <summary>x moved towards 0 by the threshold, and 0 within it.</summary>
    public static Tensor SoftShrink(Tensor x, double threshold = 0.5) => Where(x > threshold, x - threshold, Where(x < -threshold, x + threshold, 0));

    /// <summary>x − tanh x.</summary>
    public static Tensor TanhShrink(Tensor x) => x - Tanh(x);

    /// <summary>x above the threshold, else a fixed value.</summary>
    public static Tensor Threshold(Tensor x, double threshold, double defaultValue) => Where(x > threshold, x, defaultValue);

    /// <summary>(x + √(x² + b)) / 2 (Barron, 2021).</summary>
    public static Tensor Squareplus(Tensor x, double b = 4) => (x + Sqrt(Square(x) + b)) / 2;

    /// <summary>0 up to −1, (x + 1)² / 4 up to 1, then x.</summary>
    public static Tensor SparsePlus(Tensor x) => Where(x <= -1, 0, Where(x < 1, 0.25 * Square(x + 1), x));

    /// <summary>0 up to −1, (x + 1) / 2 up to 1, then 1.</summary>
    public static Tensor SparseSigmoid(Tensor x) => Where(x <= -1, 0, Where(x >= 1, 1, 0.5 * (x + 1)));

    /// <summary>The first half of an axis times σ of the second (Dauphin et al., 2016).</summary>
    /// <exception cref="ShapeException">The axis has an odd or unknown size.</exception>
    public static Tensor Glu(Tensor x, int axis = -1)
    {
        int size = x.Shape[x.Shape.Axis(axis)];
        return size >= 0 && size % 2 == 0 ? Slice(x, axis, 0, size / 2) * Sigmoid(Slice(x, axis, size / 2))
            : throw new ShapeException($"glu halves axis {axis}, whose size must be even; got shape {x.Shape}.");
    }

    /// <summary>
    /// A softmax that can be 0 (Martins and Astudillo, From Softmax to Sparsemax, 2016), as Keras computes it: where more than one element is in
    /// the support, Keras takes the sum of the running sums for the sum, so that the result is the nearest point of the simplex only where one is.
    /// </summary>
    public static Tensor Sparsemax(Tensor x, int axis = -1)
    {
        axis = x.Shape.Axis(axis);
        Tensor sorted = SortDescending(x, axis).Values;
        Tensor sums = CumSum(sorted, axis);
        Tensor rank = Cast(Positions(x, axis) + 1, x.DType);
        for (int after = axis + 1; after < x.Shape.Rank; after++)
        {
            rank = ExpandDims(rank, -1);
        }

        // The support: as many of the largest as stay above the mean excess that they share.
        Tensor inSupport = sorted - ((sums - 1) / rank) > 0;
        Tensor count = Sum(Cast(inSupport, x.DType), [axis], keepDims: true);
        Tensor total = Sum(Where(inSupport, sums, 0), [axis], keepDims: true);
        return Maximum(x - ((total - 1) / count), 0);
    }
}
