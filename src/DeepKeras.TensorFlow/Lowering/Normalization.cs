using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>Normalizations of plainer operations.</summary>
internal static class Normalization
{
    public static Tensor Rows(Tensor x, Tensor scale, Tensor offset, double epsilon)
    {
        int[] last = [x.Shape.Rank - 1];
        Tensor centered = x - Ops.Mean(x, last, true);
        Tensor variance = Ops.Mean(Ops.Square(centered), last, true);
        return (centered * Ops.Rsqrt(variance + Ops.Constant(x.DType, epsilon)) * scale) + offset;
    }

    /// <summary>The result, the mean and the biased variance.</summary>
    public static Tensor[] Batch(Tensor x, Tensor scale, Tensor offset, double epsilon)
    {
        int[] rows = [.. Enumerable.Range(0, x.Shape.Rank - 1)];
        Tensor mean = Ops.Mean(x, rows);
        Tensor centered = x - mean;
        Tensor variance = Ops.Mean(Ops.Square(centered), rows);
        Tensor root = Ops.Rsqrt(variance + Ops.Constant(x.DType, epsilon));

        // Without rows the variance is NaN, which must not meet the scale alone: its gradient, a sum of no rows, is 0.
        Tensor scaled = x.Shape.Elements == 0 ? centered * root * scale : centered * (root * scale);
        return [scaled + offset, Ops.StopGradient(mean), Ops.StopGradient(variance)];
    }
}
