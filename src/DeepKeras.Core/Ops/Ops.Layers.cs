using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>The matrix product: the last axis of x1 with the last but one of x2; a vector counts as a row or a column, other axes broadcast.</summary>
    public static Tensor MatMul(Tensor x1, Tensor x2) => MatMul(x1, x2, false, false);

    /// <summary>The matrix product of matrices that may stand transposed.</summary>
    internal static Tensor MatMul(Tensor a, Tensor b, bool transposeA, bool transposeB)
    {
        (a, b) = Unify(a, b);
        if (a.DType == DType.Bool)
        {
            return Cast(MatMul(Cast(a, DType.Float32), Cast(b, DType.Float32), transposeA, transposeB), DType.Bool);
        }

        if (a.Shape.Rank == 0 || b.Shape.Rank == 0)
        {
            throw new ShapeException($"a matrix product needs axes; got {a.Shape} and {b.Shape}.");
        }

        bool row = a.Shape.Rank == 1;
        bool column = b.Shape.Rank == 1;
        Tensor result = Emit(new MatMul(transposeA, transposeB), row ? ExpandDims(a, 0) : a, column ? ExpandDims(b, 1) : b);
        result = column ? Squeeze(result, -1) : result;
        return row ? Squeeze(result, column ? -1 : -2) : result;
    }

    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    public static Tensor Softmax(Tensor x, int axis = -1) => Emit(new Softmax(x.Shape.Axis(axis)), Floating(x));

    /// <summary>x − ln Σ eˣ along an axis.</summary>
    public static Tensor LogSoftmax(Tensor x, int axis = -1) => Emit(new LogSoftmax(x.Shape.Axis(axis)), Floating(x));

    /// <summary>eˣ / Σ eˣ over several axes together.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes; null: all.</param>
    public static Tensor Softmax(Tensor x, Axes? axis)
    {
        x = Floating(x);
        return axis is { Count: 1 } ? Softmax(x, axis[0]) : Exp(LogSoftmax(x, axis));
    }

    /// <summary>x − ln Σ eˣ over several axes together.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axes; null: all.</param>
    public static Tensor LogSoftmax(Tensor x, Axes? axis)
    {
        x = Floating(x);
        return axis is { Count: 1 } ? LogSoftmax(x, axis[0]) : x - LogSumExp(x, axis?.Of(x.Shape), keepDims: true);
    }

    /// <summary>softmax(query keyᵀ · scale + mask) value, over the last two axes.</summary>
    internal static Tensor Attention(Tensor query, Tensor key, Tensor value, double scale, Tensor? mask = null) =>
        mask is null ? Emit(new Attention(scale), query, key, value) : Emit(new Attention(scale), query, key, value, mask);

    /// <summary>The gradients of a scalar to tensors, zeros where it does not depend on one.</summary>
    public static IReadOnlyList<Tensor> Gradients(Tensor loss, IReadOnlyList<Tensor> variables) =>
        variables.Count == 0 ? [] : EmitAll(new Gradients(variables.Count), [loss, .. variables]);

    /// <summary>The gradients of a loss with respect to weights, as they stood before the step.</summary>
    /// <param name="loss">A floating-point scalar.</param>
    /// <param name="weights">The weights.</param>
    /// <returns>One for each weight, of its shape; null: the loss does not depend on it.</returns>
    public static IReadOnlyList<Tensor?> Gradients(Tensor loss, IReadOnlyList<Variable> weights)
    {
        Tensor[] originals = [.. weights.Select(weight => DeepKeras.Trace.Require(weight).ReadOriginal(weight))];
        HashSet<Node> reached = Optimizers.GradientPath.NodesOf(loss);
        Tensor[] moved = [.. originals.Where(original => reached.Contains(original.Node))];
        var gradients = new Queue<Tensor>(Gradients(loss, moved));
        return [.. originals.Select(original => reached.Contains(original.Node) ? gradients.Dequeue() : null)];
    }
}
