using static DeepKeras.Operations.ShapeRules;

namespace DeepKeras.Operations;

internal sealed partial class ShapeOps
{
    public TensorType ViewAsReal(TensorType x) => new(DType.Float32, [.. Require(x, x.Type == DType.Complex64, nameof(ViewAsReal), "complex64").Shape, 2]);

    public TensorType ViewAsComplex(TensorType x) =>
        Require(x, x.Type == DType.Float32, nameof(ViewAsComplex), "float32").Shape is { Rank: > 0 } shape && shape[^1] is 2 or Shape.Unknown
            ? new(DType.Complex64, shape.WithoutLast())
            : throw new ShapeException($"pairs along the last axis are expected for complex numbers, got shape {x.Shape}.");

    public TensorType Bitcast(TensorType x, DType type)
    {
        int from = x.Type.Size();
        int to = type.Size();
        if (from == to)
        {
            return x with { Type = type };
        }

        if (x.Shape.Rank == 0 || (x.Shape[^1] >= 0 && x.Shape[^1] * from % to != 0))
        {
            throw new ShapeException($"elements of {from} bytes in shape {x.Shape} cannot be seen as {type.KerasName()} of {to}: the last axis does not divide.");
        }

        return new(type, x.Shape[^1] < 0 ? x.Shape : x.Shape.With(-1, x.Shape[^1] * from / to));
    }

    public TensorType NonZero(TensorType x) => new(DType.Int32, [Shape.Unknown, Require(x, x.Type == DType.Bool, nameof(NonZero), "bool").Shape.Rank]);

    public TensorType CountTo(TensorType count) => count is { Type: DType.Int32, Shape.Rank: 0 } ? new(DType.Int32, [Shape.Unknown])
        : throw new ShapeException($"a count is an int32 scalar; got {count}.");
}
