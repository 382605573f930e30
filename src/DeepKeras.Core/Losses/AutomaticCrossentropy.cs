using DeepKeras.Saving;

namespace DeepKeras.Losses;

/// <summary>
/// <c>"crossentropy"</c>: the binary one for a single output, the sparse one for class numbers, else the categorical one, as in
/// <c>keras.src.trainers.compile_utils</c>.
/// </summary>
[NotConfig]
internal sealed class AutomaticCrossentropy : Loss
{
    public static AutomaticCrossentropy? OfName(string name) =>
        name.ToLowerInvariant() is "crossentropy" or "ce" ? new AutomaticCrossentropy { Name = name } : null;

    /// <summary>The loss for targets and predictions of these shapes.</summary>
    public Loss For(Shape yTrue, Shape yPred) =>
        IsBinary(yPred) ? new BinaryCrossentropy { Name = Name, DType = DType }
        : IsSparse(yTrue, yPred) ? new SparseCategoricalCrossentropy { Name = Name, DType = DType }
        : new CategoricalCrossentropy { Name = Name, DType = DType };

    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred) => For(yTrue.Shape, yPred.Shape).Compute(yTrue, yPred);

    public static bool IsBinary(Shape yPred) => yPred.Rank > 0 && yPred[^1] == 1;

    public static bool IsSparse(Shape yTrue, Shape yPred) => yTrue.Rank < yPred.Rank || (yTrue.Rank > 0 && yTrue[^1] == 1 && yPred[^1] > 1);
}
