using DeepKeras.Models;

namespace DeepKeras.Saving.Models;

/// <summary>What an operation is called with: tensors, lists of them, and plain values.</summary>
internal sealed class Operands(IReadOnlyList<object?> values)
{
    public int Count => values.Count;

    /// <summary>Every tensor, those in lists among them.</summary>
    public Tensor[] All => [.. values.SelectMany(CallArguments.Tensors)];

    public object? Raw(int index) => index < values.Count ? values[index] : null;

    /// <summary>An operand; a plain number takes the dtype of what it meets.</summary>
    public Tensor this[int index] => index < values.Count ? TensorOf(values[index], index) : throw new ShapeException($"expected {index + 1} operands, got {values.Count}.");

    public Tensor? OrNull(int index) => Raw(index) is null ? null : this[index];

    /// <summary>The items of a list.</summary>
    public Tensor[] List(int index) => Raw(index) is IEnumerable<object?> list ? [.. list.Select(item => TensorOf(item, index))] : [.. values.Select((item, i) => TensorOf(item, i))];

    public double Number(int index, double missing) => Raw(index) switch
    {
        null => missing,
        double number => number,
        long number => number,
        var other => throw new ShapeException($"expected a number as operand {index}, got {other}."),
    };

    public static Tensor TensorOf(object? value, int index) => value switch
    {
        Tensor tensor => tensor,
        double number => number,
        long number => checked((int)number),
        bool flag => Ops.Cast(flag ? 1 : 0, DType.Bool),
        IReadOnlyList<object?> list when list.Any(item => item is Tensor) => Ops.Stack([.. list.Select(item => TensorOf(item, index))]),
        IReadOnlyList<object?> list => Ops.Constant(NestedNumbers.Read(list)),
        _ => throw new ShapeException($"expected a tensor or a number as operand {index}, got {value ?? "null"}."),
    };
}
