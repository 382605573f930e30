using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The intersection over union of all classes. After <c>keras.metrics.MeanIoU</c>.</summary>
/// <param name="numClasses">How many classes there are.</param>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
public sealed partial class MeanIoU(int numClasses) : IntersectionOverUnion(numClasses, [.. Enumerable.Range(0, numClasses)])
{
    /// <summary>A class of the targets that does not count; null: all count.</summary>
    public int? IgnoreClass { get; init; }

    /// <summary>Whether targets are class numbers; else the largest along <see cref="Axis"/> is the class.</summary>
    [ConfigName("sparse_y_true")]
    public bool SparseYTrue { get; init; } = true;

    /// <summary>Whether predictions are class numbers; else the largest along <see cref="Axis"/> is the class.</summary>
    [ConfigName("sparse_y_pred")]
    public bool SparseYPred { get; init; } = true;

    /// <summary>The axis of the classes.</summary>
    public int Axis { get; init; } = -1;

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) =>
        Count(SparseYTrue ? yTrue : Ops.IndexOfLargest(yTrue, Axis), SparseYPred ? yPred : Ops.IndexOfLargest(yPred, Axis), sampleWeight, IgnoreClass);
}
