using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>The intersection over union of the classes 0 and 1, or of one of them. After <c>keras.metrics.BinaryIoU</c>.</summary>
/// <param name="targetClassIds">The classes whose overlap is wanted; null: both.</param>
/// <exception cref="ArgumentOutOfRangeException">A class is neither 0 nor 1.</exception>
public sealed partial class BinaryIoU(IReadOnlyList<int>? targetClassIds = null) : IntersectionOverUnion(2, targetClassIds ?? [0, 1])
{
    /// <summary>The classes whose overlap is wanted.</summary>
    public IReadOnlyList<int>? TargetClassIds { get; } = targetClassIds ?? [0, 1];

    /// <summary>From it on a prediction is 1.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null) =>
        Count(yTrue, Ops.Cast(yPred, DType.Float32) >= Threshold, sampleWeight, null);
}
