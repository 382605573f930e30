using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The intersection over union of some classes; targets are one-hot. After <c>keras.metrics.OneHotIoU</c>.</summary>
/// <param name="numClasses">How many classes there are.</param>
/// <param name="targetClassIds">The classes whose overlap is wanted.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
public sealed partial class OneHotIoU(int numClasses, IReadOnlyList<int> targetClassIds) : IntersectionOverUnion(numClasses, targetClassIds)
{
    /// <summary>A class of the targets that does not count; null: all count.</summary>
    public int? IgnoreClass { get; init; }

    /// <summary>Whether predictions are class numbers; else the largest along <see cref="Axis"/> is the class.</summary>
    [ConfigName("sparse_y_pred")]
    public bool SparseYPred { get; init; }

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) =>
        Count(Ops.IndexOfLargest(yTrue, Axis), SparseYPred ? yPred : Ops.IndexOfLargest(yPred, Axis), sampleWeight, IgnoreClass);
}
