using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The running sum along an axis; bool counts as int32.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis; null: x is flattened.</param>
    /// <param name="dtype">What x is cast to first; null: it stays.</param>
    public static Tensor CumSum(Tensor x, int? axis = null, DType? dtype = null) => Running(product: false, x, axis, dtype);

    /// <summary>The running product along an axis; bool counts as int32.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis; null: x is flattened.</param>
    /// <param name="dtype">What x is cast to first; null: it stays.</param>
    public static Tensor CumProd(Tensor x, int? axis = null, DType? dtype = null) => Running(product: true, x, axis, dtype);

    /// <summary>The running sum in which NaN counts as 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis; null: x is flattened.</param>
    /// <param name="dtype">What x is cast to first; null: it stays.</param>
    public static Tensor NanCumSum(Tensor x, int? axis = null, DType? dtype = null) => CumSum(NanAs(x, 0), axis, dtype);

    /// <summary>The running product in which NaN counts as 1.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis; null: x is flattened.</param>
    /// <param name="dtype">What x is cast to first; null: it stays.</param>
    public static Tensor NanCumProd(Tensor x, int? axis = null, DType? dtype = null) => CumProd(NanAs(x, 1), axis, dtype);

    /// <summary>The differences of neighbours along an axis, n times over; of bools, whether they differ.</summary>
    /// <param name="a">Any shape with an axis.</param>
    /// <param name="n">How often, 0 or more.</param>
    /// <param name="axis">The axis, which loses n elements.</param>
    public static Tensor Diff(Tensor a, int n = 1, int axis = -1)
    {
        if (n < 0 || a.Shape.Rank == 0)
        {
            throw new ArgumentException($"diff: expected n of 0 or more and a tensor with an axis, got {n} and shape {a.Shape}.", nameof(n));
        }

        for (int i = 0; i < n; i++)
        {
            (Tensor later, Tensor earlier) = (Slice(a, axis, 1), Slice(a, axis, 0, -1));
            a = a.DType == DType.Bool ? NotEqual(later, earlier) : later - earlier;
        }

        return a;
    }

    /// <summary>The area under a curve by the trapezoidal rule; integers give float32.</summary>
    /// <param name="y">The heights.</param>
    /// <param name="x">Where they stand, in the shape of y or a vector; null: <paramref name="dx"/> apart.</param>
    /// <param name="dx">The distance of neighbours.</param>
    /// <param name="axis">The axis of the curve, which goes.</param>
    public static Tensor Trapezoid(Tensor y, Tensor? x = null, double dx = 1, int axis = -1)
    {
        y = Moved(Floating(y), axis, -1);
        Tensor heights = 0.5 * (Slice(y, -1, 1) + Slice(y, -1, 0, -1));
        Tensor widths = x is null ? dx : Diff(Cast(x.Shape.Rank > 1 ? Moved(x, axis, -1) : x, y.DType));
        return Sum(heights * widths, [-1]);
    }

    private static Tensor Running(bool product, Tensor x, int? axis, DType? dtype)
    {
        x = Number(dtype is DType type ? Cast(x, type) : x);
        x = axis is null && x.Shape.Rank != 1 ? Reshape(x, -1) : x;
        return Emit(new Cumulative(product, x.Shape.Axis(axis ?? 0)), x);
    }

    /// <summary>Without NaN; only finite numbers take gradients, as in Keras.</summary>
    private static Tensor NanAs(Tensor x, double value) => x.DType.IsFloating() ? Where(IsFinite(x), x, Where(IsNaN(x), value, StopGradient(x))) : x;
}
