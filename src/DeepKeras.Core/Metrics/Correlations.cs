using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>Correlations as functions.</summary>
internal static class Correlations
{
    public static Tensor Pearson(Tensor yTrue, Tensor yPred, int axis)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        return Ops.Mean(Standardized(yTrue, axis) * Standardized(yPred, axis), [axis]);
    }

    public static Tensor Concordance(Tensor yTrue, Tensor yPred, int axis)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        int[] axes = [axis];
        Tensor trueMean = Ops.Mean(yTrue, axes, keepDims: true);
        Tensor predMean = Ops.Mean(yPred, axes, keepDims: true);
        Tensor norm = Ops.Variance(yTrue, axes, keepDims: true) + Ops.Variance(yPred, axes, keepDims: true) + Ops.Square(trueMean - predMean);
        return Ops.Mean(2 * (yTrue - trueMean) * (yPred - predMean) / (norm + Crossentropies.Epsilon), axes);
    }

    private static Tensor Standardized(Tensor x, int axis)
    {
        Tensor centred = x - Ops.Mean(x, [axis], keepDims: true);
        return centred / Ops.Sqrt(Ops.Mean(Ops.Square(centred), [axis], keepDims: true));
    }
}
