using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    private const double KerasEpsilon = 1e-7;

    /// <summary>(x − mean) / √(variance + ε) · scale + offset, with given statistics.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="mean">One number for each place of the axis.</param>
    /// <param name="variance">One number for each place of the axis.</param>
    /// <param name="axis">The axis of the channels.</param>
    /// <param name="offset">One number a channel; null: 0.</param>
    /// <param name="scale">One number a channel; null: 1.</param>
    /// <param name="epsilon">ε, added to the variance.</param>
    public static Tensor BatchNormalization(Tensor x, Tensor mean, Tensor variance, int axis, Tensor? offset = null, Tensor? scale = null, double epsilon = 1e-3)
    {
        axis = x.Shape.Axis(axis);
        Tensor factor = Rsqrt(variance + epsilon);
        factor = scale is null ? factor : factor * scale;
        Tensor shift = -(mean * factor);
        shift = offset is null ? shift : offset + shift;
        return (x * Along(factor)) + Along(shift);

        Tensor Along(Tensor channel)
        {
            for (int after = axis + 1; after < x.Shape.Rank; after++)
            {
                channel = ExpandDims(channel, -1);
            }

            return channel;
        }
    }

    /// <summary>(x − mean) / √(variance + ε) · gamma + beta, with the statistics of x itself over some axes. Half precision is computed in single.</summary>
    /// <param name="x">Any shape with an axis.</param>
    /// <param name="gamma">In the shape of the axes; null: 1.</param>
    /// <param name="beta">In the shape of the axes; null: 0.</param>
    /// <param name="axis">The axes; null: the last.</param>
    /// <param name="epsilon">ε; null: 1e-7.</param>
    /// <param name="rmsScaling">Keras's old argument: x is divided by its deviation and not centred; <see cref="RmsNormalization"/> is what its name says.</param>
    public static Tensor LayerNormalization(Tensor x, Tensor? gamma = null, Tensor? beta = null, Axes? axis = null, double? epsilon = null, bool rmsScaling = false)
    {
        DType type = x.DType;
        x = Cast(x, DTypeExtensions.Promote(type, DType.Float32));
        int[] axes = (axis ?? -1).Of(x.Shape);
        gamma = OverAxes(gamma, x, axes);
        beta = OverAxes(beta, x, axes);
        int channels = x.Shape[^1];
        if (rmsScaling)
        {
            Tensor scaled = x * Rsqrt(Variance(x, axes, keepDims: true) + (epsilon ?? KerasEpsilon));
            return Cast(gamma is null ? scaled : scaled * gamma, type);
        }

        if (axes is [int only] && only == x.Shape.Rank - 1 && only > 0 && channels > 0)
        {
            Tensor scale = gamma ?? Filled(x.DType, [channels], 1);
            return Cast(Emit(new LayerNorm(epsilon ?? KerasEpsilon), x, scale, beta ?? Filled(x.DType, [channels], 0)), type);
        }

        Tensor apart = x - Mean(x, axes, keepDims: true);
        Tensor result = apart * Rsqrt(Mean(Square(apart), axes, keepDims: true) + (epsilon ?? KerasEpsilon));
        result = gamma is null ? result : result * gamma;
        return Cast(beta is null ? result : result + beta, type);
    }

    /// <summary>x / √(mean of x² + ε) · scale (Zhang and Sennrich, 2019). Half precision is computed in single.</summary>
    /// <param name="x">Any shape with an axis.</param>
    /// <param name="scale">What broadcasts to x; null: 1.</param>
    /// <param name="axis">The axes of the mean; null: the last.</param>
    /// <param name="epsilon">ε; null: 1e-7.</param>
    public static Tensor RmsNormalization(Tensor x, Tensor? scale = null, Axes? axis = null, double? epsilon = null)
    {
        DType type = x.DType;
        x = Cast(x.Shape.Rank == 0 ? ExpandDims(x, 0) : x, DTypeExtensions.Promote(type, DType.Float32));
        Tensor result = x * Rsqrt(Mean(Square(x), (axis ?? -1).Of(x.Shape), keepDims: true) + (epsilon ?? KerasEpsilon));
        return Cast(scale is null ? result : result * Cast(scale, x.DType), type);
    }

    /// <summary>x divided by its norm along an axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="order">The p of the norm, 1 or more.</param>
    /// <param name="epsilon">The least that is divided by; null: 1e-7.</param>
    public static Tensor Normalize(Tensor x, int axis = -1, int order = 2, double? epsilon = null) => Normalize(x, (Axes)axis, order, epsilon);

    /// <summary>x divided by its norm over some axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes; null: all.</param>
    /// <param name="order">The p of the norm, 1 or more; over two axes it is a matrix's.</param>
    /// <param name="epsilon">The least that is divided by; null: 1e-7.</param>
    public static Tensor Normalize(Tensor x, Axes? axis, int order = 2, double? epsilon = null)
    {
        x = x.Shape.Rank == 0 ? ExpandDims(x, 0) : x;
        double least = epsilon ?? KerasEpsilon;
        return order switch
        {
            < 1 => throw new ArgumentException($"order: expected 1 or more, got {order}.", nameof(order)),
            2 => x * Rsqrt(Maximum(Sum(Square(x), axis?.Of(x.Shape), keepDims: true), least * least)),
            _ => x / Maximum(Norm(x, order, axis, keepdims: true), least),
        };
    }

    /// <summary>The mean and the biased variance over some axes. Half precision is computed in single.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="keepdims">Whether they stay, with size 1.</param>
    public static (Tensor Mean, Tensor Variance) Moments(Tensor x, Axes axes, bool keepdims = false)
    {
        DType type = x.DType;
        x = x.DType is DType.Float16 or DType.BFloat16 ? Cast(x, DType.Float32) : x;
        int[] over = axes.Of(x.Shape);
        (Tensor mean, Tensor variance) = (Mean(x, over, keepdims), Variance(x, over, keepdims));
        return type == x.DType ? (mean, variance) : (Halved(mean), Halved(variance));

        Tensor Halved(Tensor value) => Cast(Clip(value, -65504.0, 65504.0), type);
    }

    /// <summary>A weight in the shape of some axes of x, with axes of size 1 for the others.</summary>
    private static Tensor? OverAxes(Tensor? weight, Tensor x, int[] axes)
    {
        if (weight is null || (axes is [int only] && only == x.Shape.Rank - 1))
        {
            return weight is null ? null : Cast(weight, x.DType);
        }

        weight = Cast(weight, x.DType);
        for (int axis = 0; weight.Shape.Rank < x.Shape.Rank && axis < x.Shape.Rank; axis++)
        {
            weight = axes.Contains(axis) ? weight : ExpandDims(weight, axis);
        }

        return weight;
    }
}
