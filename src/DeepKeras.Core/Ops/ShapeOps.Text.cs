using static DeepKeras.Operations.ShapeRules;

namespace DeepKeras.Operations;

internal sealed partial class ShapeOps
{
    public TensorType TextOf(TensorType x) => Require(x, x.Type.IsInteger(), nameof(TextOf), "an integer type") with { Type = DType.String };

    public TensorType TextHash(TensorType x, TextHash op) => Require(x, x.Type == DType.String, nameof(TextHash), "text") with { Type = DType.Int64 };

    public TensorType CrossedHash(ReadOnlySpan<TensorType> x, long buckets)
    {
        Shape shape = x[0].Shape;
        foreach (TensorType operand in x)
        {
            Require(operand, operand.Type is DType.String or DType.Int64, nameof(CrossedHash), "text or int64");
            shape = operand.Shape.IsCompatibleWith(shape) ? shape : throw new ShapeException($"expected operands of one shape, got {shape} and {operand.Shape}.");
        }

        return new(DType.Int64, shape);
    }

    public TensorType TextTokens(TensorType x, TextTokens op)
    {
        Require(x, x.Type == DType.String, nameof(TextTokens), "text");
        if (op.Splitting == TextSplitting.None)
        {
            if (x.Shape.Rank == 1 && op.NGrams.Count > 0)
            {
                throw new ShapeException($"n-grams of texts that are not split need an axis of tokens, got {x.Shape}.");
            }

            return x.Shape.Rank < 2 || (op.NGrams.Count == 0 && op.Length < 0) ? x : x with { Shape = x.Shape.With(-1, op.Length) };
        }

        return x.Shape.Rank == 1 || (x.Shape.Rank == 2 && x.Shape[1] is 1 or Shape.Unknown)
            ? x with { Shape = [x.Shape[0], op.Length] }
            : throw new ShapeException($"expected a text a row, (batch) or (batch, 1), got {x.Shape}.");
    }

    public TensorType TableLookup(TensorType x, LookupTable table) =>
        Require(x, x.Type == table.KeyType, nameof(TableLookup), table.KeyType.KerasName()) with { Type = table.ValueType };

    public TensorType Required(TensorType condition, TensorType x, string message)
    {
        Require(condition, condition.Type == DType.Bool, nameof(Required), "truth values");
        return x;
    }
}
