namespace DeepKeras.Losses;

/// <summary>How little two sets overlap.</summary>
internal static class Overlaps
{
    public static Tensor Dice(Tensor yTrue, Tensor yPred, IEnumerable<int>? axis)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        int[]? axes = axis?.ToArray();
        return 1 - (2 * Ops.Sum(yTrue * yPred, axes) / (Ops.Sum(yTrue, axes) + Ops.Sum(yPred, axes) + Crossentropies.Epsilon));
    }

    public static Tensor Tversky(Tensor yTrue, Tensor yPred, double alpha, double beta, IEnumerable<int>? axis)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        int[]? axes = axis?.ToArray();
        Tensor both = Ops.Sum(yTrue * yPred, axes);
        Tensor missed = Ops.Sum(yTrue * (1 - yPred), axes);
        Tensor added = Ops.Sum((1 - yTrue) * yPred, axes);
        return 1 - (both / (both + (missed * alpha) + (added * beta) + Crossentropies.Epsilon));
    }
}
