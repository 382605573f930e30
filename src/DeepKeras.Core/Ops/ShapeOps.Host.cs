using static DeepKeras.Operations.ShapeRules;

namespace DeepKeras.Operations;

internal sealed partial class ShapeOps
{
    public (TensorType Labels, TensorType Scores) CtcBeamSearch(TensorType logits, TensorType lengths, CtcBeamSearch op)
    {
        Require(logits, logits is { Type: DType.Float32 or DType.Float64, Shape.Rank: 3 }, nameof(CtcBeamSearch), "float32 or float64 logits (batch, steps, classes)");
        Require(lengths, lengths is { Type: DType.Int32, Shape.Rank: 1 }, nameof(CtcBeamSearch), "the steps of each sequence, int32 (batch)");
        return op is { Width: > 0, Paths: > 0 } && op.Paths <= op.Width ? (new(DType.Int32, [op.Paths, logits.Shape[0], logits.Shape[1]]), new(logits.Type, [logits.Shape[0], op.Paths]))
            : throw new ShapeException($"a beam search keeps one labelling or more, and gives one to as many as it keeps; got a width of {op.Width} and {op.Paths} paths.");
    }
}
