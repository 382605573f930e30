namespace DeepKeras.Metrics;

/// <summary>
/// |target ∩ prediction| / |target ∪ prediction| of some classes, averaged; classes that never came do not count. Weights are cut to whole
/// numbers unless the dtype is a floating-point one. A mask is ignored, as in Keras.
/// </summary>
public abstract class IntersectionOverUnion : Metric
{
    private protected IntersectionOverUnion(int classes, IReadOnlyList<int> targets)
    {
        if (classes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(classes), classes, "at least one class is needed.");
        }

        foreach (int target in targets)
        {
            if (target < 0 || target >= classes)
            {
                throw new ArgumentOutOfRangeException(nameof(targets), target, $"a target class lies in 0 to {classes - 1}.");
            }
        }

        Classes = classes;
        Targets = targets;
    }

    private protected int Classes { get; }

    private protected IReadOnlyList<int> Targets { get; }

    private protected override DType DefaultDType => DType.Int64;

    private Variable Total => State("total_confusion_matrix", [Classes, Classes]);

    /// <inheritdoc/>
    public override Tensor Result() => Intersections.OverUnions(Total, Targets);

    private protected void Count(Tensor yTrue, Tensor yPred, Tensor? sampleWeight, int? ignoreClass) =>
        Add(Total, Intersections.Confusions(yTrue, yPred, sampleWeight, Classes, ignoreClass, DType));
}
