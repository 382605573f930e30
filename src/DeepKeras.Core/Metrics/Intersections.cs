using DeepKeras.Operations;

namespace DeepKeras.Metrics;

/// <summary>How often each class meets each, and what follows for the overlap of targets and predictions.</summary>
internal static class Intersections
{
    /// <summary>The weight of each (target, prediction), (classes, classes). Classes out of range do not count.</summary>
    public static Tensor Confusions(Tensor yTrue, Tensor yPred, Tensor? sampleWeight, int classes, int? ignoreClass, DType type)
    {
        yTrue = Ops.Reshape(Ops.Cast(yTrue, DType.Int64), -1);
        yPred = Ops.Reshape(Ops.Cast(yPred, DType.Int64), -1);
        Tensor weights = sampleWeight is null ? Ops.OnesLike(yTrue, type) : Ops.Cast(sampleWeight, type);
        weights = Ops.Emit(new BroadcastLike(), weights.Shape.Rank > 1 ? Ops.Reshape(weights, -1) : weights, yTrue);
        Tensor counted = Ops.LogicalAnd(Known(yTrue), Known(yPred));
        if (ignoreClass is int ignored)
        {
            counted = Ops.LogicalAnd(counted, Ops.NotEqual(yTrue, ignored));
        }

        Tensor cells = Ops.Where(counted, (yTrue * classes) + yPred, -1);
        return Ops.Reshape(Ops.SegmentSum(weights, cells, classes * classes), classes, classes);

        Tensor Known(Tensor labels) => Ops.LogicalAnd(labels >= 0, labels < classes);
    }

    /// <summary>The mean over classes of intersection / union; classes that never came do not count.</summary>
    public static Tensor OverUnions(Tensor confusions, IReadOnlyList<int> targets)
    {
        int classes = confusions.Shape[0];
        Tensor union = Ops.Sum(confusions, [0]) + Ops.Sum(confusions, [1]);
        Tensor both = Ops.Gather(Ops.Reshape(confusions, -1), Ops.Constant([.. targets.Select(target => target * (classes + 1))]), 0);
        union = Ops.Cast(Ops.Gather(union, Ops.Constant([.. targets]), 0) - both, DType.Float32);
        Tensor seen = union > 1e-9;
        Tensor ratios = Ops.Where(seen, Ops.Cast(both, DType.Float32) / (union + Losses.Crossentropies.Epsilon), 0);
        return Ops.Sum(ratios) / (Ops.Sum(Ops.Cast(seen, DType.Float32)) + Losses.Crossentropies.Epsilon);
    }
}
