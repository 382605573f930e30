using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>Whether predictions are right, 1 or 0: the accuracies as functions.</summary>
internal static class Matches
{
    /// <summary>Whether they are the same.</summary>
    public static Tensor Same(Tensor yTrue, Tensor yPred)
    {
        (yTrue, yPred) = LossReductions.SameRank(Ops.Cast(yTrue, yPred.DType), yPred);
        return AsNumber(Ops.Equal(yTrue, yPred));
    }

    /// <summary>Whether the prediction is above a threshold where the target is 1, and not where it is 0.</summary>
    public static Tensor Binary(Tensor yTrue, Tensor yPred, double threshold)
    {
        (yTrue, yPred) = LossReductions.SameRank(yTrue, Ops.Floating(yPred));
        return AsNumber(Ops.Equal(yTrue, Ops.Cast(yPred > threshold, yTrue.DType)));
    }

    /// <summary>Whether the largest prediction is that of the largest target.</summary>
    public static Tensor Categorical(Tensor yTrue, Tensor yPred) => AsNumber(Ops.Equal(Ops.IndexOfLargest(yTrue, -1), Ops.IndexOfLargest(yPred, -1)));

    /// <summary>Whether the largest prediction is that of the class whose number is the target.</summary>
    public static Tensor Sparse(Tensor yTrue, Tensor yPred)
    {
        yTrue = WithoutColumn(yTrue.DType.IsFloating() ? yTrue : Crossentropies.ClassNumbers(yTrue), yPred);
        return AsNumber(Ops.Equal(yTrue, Ops.Cast(Ops.IndexOfLargest(yPred, -1), yTrue.DType)));
    }

    /// <summary>Whether fewer than k predictions are above that of the right class, a number. False where a prediction is not finite.</summary>
    public static Tensor InTopK(Tensor labels, Tensor yPred, int k)
    {
        labels = Ops.ExpandDims(Ops.Cast(WithoutColumn(labels, yPred), DType.Int32), -1);
        int classes = yPred.Shape[^1];
        Tensor known = Ops.LogicalAnd(labels >= 0, labels < classes);
        Tensor right = Ops.TakeAlongAxis(yPred, Ops.Where(known, labels, 0), -1);
        Tensor above = Ops.Sum(Ops.Cast(yPred > right, DType.Int32), [-1]);
        Tensor valid = Ops.LogicalAnd(Ops.Squeeze(known, -1), Ops.All(Ops.IsFinite(yPred), [-1]));
        return AsNumber(Ops.LogicalAnd(above < k, valid));
    }

    /// <summary>Whether the target is among the first k of the predictions, which are class numbers, best first.</summary>
    public static Tensor AmongFirst(Tensor labels, Tensor yPred, int k)
    {
        labels = Ops.ExpandDims(Ops.Cast(WithoutColumn(labels, yPred), yPred.DType), -1);
        return AsNumber(Ops.Any(Ops.Equal(labels, Ops.Slice(yPred, -1, 0, k)), [-1]));
    }

    private static Tensor WithoutColumn(Tensor labels, Tensor yPred) =>
        labels.Shape.Rank == yPred.Shape.Rank && labels.Shape[^1] == 1 ? Ops.Squeeze(labels, -1) : labels;

    private static Tensor AsNumber(Tensor match) => Ops.Cast(match, DType.Float32);
}
