namespace DeepKeras.Losses;

/// <summary>Distances of numbers, averaged over the last axis: functions for losses and metrics alike.</summary>
internal static class Errors
{
    private static readonly int[] Last = [-1];

    public static Tensor MeanSquared(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        return Ops.Mean(Ops.Square(yTrue - yPred), Last);
    }

    public static Tensor MeanAbsolute(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        return Ops.Mean(Ops.Abs(yTrue - yPred), Last);
    }

    public static Tensor MeanAbsolutePercentage(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        return 100 * Ops.Mean(Ops.Abs((yTrue - yPred) / Ops.Maximum(Ops.Abs(yTrue), Crossentropies.Epsilon)), Last);
    }

    public static Tensor MeanSquaredLogarithmic(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        return Ops.Mean(Ops.Square(Logarithm(yPred) - Logarithm(yTrue)), Last);

        static Tensor Logarithm(Tensor x) => Ops.Log(Ops.Maximum(x, Crossentropies.Epsilon) + 1);
    }

    public static Tensor Huber(Tensor yTrue, Tensor yPred, double delta)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        Tensor error = yPred - yTrue;
        Tensor size = Ops.Abs(error);
        return Ops.Mean(Ops.Where(size <= delta, 0.5 * Ops.Square(error), (delta * size) - (0.5 * delta * delta)), Last);
    }

    public static Tensor LogCosh(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        Tensor error = yPred - yTrue;
        return Ops.Mean(error + Ops.Softplus(-2 * error) - Math.Log(2), Last);
    }

    /// <summary>The cosine of the angle between targets and predictions along an axis; 0 where one of them is 0.</summary>
    public static Tensor Cosine(Tensor yTrue, Tensor yPred, int axis)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        return Ops.Sum(Normalized(yTrue, axis) * Normalized(yPred, axis), [axis]);
    }

    public static Tensor KLDivergence(Tensor yTrue, Tensor yPred)
    {
        yTrue = Ops.Clip(Ops.Cast(yTrue, yPred.DType), Crossentropies.Epsilon, 1);
        return Ops.Sum(yTrue * Ops.Log(yTrue / Ops.Clip(yPred, Crossentropies.Epsilon, 1)), Last);
    }

    public static Tensor Poisson(Tensor yTrue, Tensor yPred)
    {
        yTrue = Ops.Cast(yTrue, yPred.DType);
        return Ops.Mean(yPred - (yTrue * Ops.Log(yPred + Crossentropies.Epsilon)), Last);
    }

    private static Tensor Normalized(Tensor x, int axis) =>
        x * Ops.Rsqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), [axis], keepDims: true), Crossentropies.Epsilon * Crossentropies.Epsilon));
}
