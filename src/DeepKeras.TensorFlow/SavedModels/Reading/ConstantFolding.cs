using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>The arithmetic of shapes and counters: small tensors of whole numbers and truth values, done while the graph is made.</summary>
internal static class ConstantFolding
{
    private const long MostElements = 4096;

    /// <summary>The tensor as a constant where it can be had; else the tensor.</summary>
    public static Tensor Fold(Tensor tensor)
    {
        if (tensor.Node is not OpNode { Outputs.Length: 1 } node || tensor.DType == DType.String || tensor.DType.IsFloating() || !tensor.Shape.IsKnown || tensor.Shape.Elements > MostElements)
        {
            return tensor;
        }

        if (OfShapeAlone(node, tensor.Shape) is { } sizes)
        {
            return Ops.Constant(sizes);
        }

        // What the translation itself made of several operations is folded from the inside.
        var values = new HostArray[node.Inputs.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Tensor input = node.Inputs[i].Node is ConstantNode ? node.Inputs[i] : Fold(node.Inputs[i]);
            if (input.Node is not ConstantNode { Value: { Elements: <= MostElements } value } || value.Type == DType.String || value.Type.IsFloating())
            {
                return tensor;
            }

            values[i] = value;
        }

        var result = new HostArray(tensor.DType, tensor.Shape);
        return TryCompute(node.Op, values, result) ? Ops.Constant(result) : tensor;
    }

    /// <summary>An element that is a whole number or a truth value.</summary>
    public static long Integer(HostArray array, long i) => array.Type == DType.Int64 ? array.As<long>()[(int)i] : (long)array[i];

    private static void Set(HostArray array, long i, long value)
    {
        switch (array.Type)
        {
            case DType.Int64: array.As<long>()[(int)i] = value; break;
            case DType.Int32: array.As<int>()[(int)i] = (int)value; break;
            case DType.Int16: array.As<short>()[(int)i] = (short)value; break;
            case DType.Int8: array.As<sbyte>()[(int)i] = (sbyte)value; break;
            case DType.UInt8: array.As<byte>()[(int)i] = (byte)value; break;
            default: array[i] = value; break;
        }
    }

    private static HostArray? OfShapeAlone(OpNode node, Shape shape)
    {
        if (node.Op is not (IndexRange or SizeOf) || !node.Inputs[0].Shape.IsKnown)
        {
            return null;
        }

        var result = new HostArray(DType.Int32, shape);
        for (int i = 0; i < result.Elements; i++)
        {
            Set(result, i, node.Op is SizeOf size ? node.Inputs[0].Shape[size.Axis] : i);
        }

        return result;
    }

    private static bool TryCompute(Op op, HostArray[] x, HostArray y)
    {
        switch (op)
        {
            case Binary binary when Elementwise(binary.Kind) is { } function && !(binary.Kind is BinaryKind.FloorDivide or BinaryKind.FloorMod && HasZero(x[1])):
                return Map(y, i => function(At(x[0], y, i), At(x[1], y, i)));
            case Compare compare:
                return Map(y, i => Holds(compare.Kind, At(x[0], y, i), At(x[1], y, i)) ? 1 : 0);
            case Unary { Kind: UnaryKind.Negative }:
                return Map(y, i => -Integer(x[0], i));
            case Unary { Kind: UnaryKind.LogicalNot }:
                return Map(y, i => Integer(x[0], i) == 0 ? 1 : 0);
            case Select:
                return Map(y, i => At(x[0], y, i) != 0 ? At(x[1], y, i) : At(x[2], y, i));
            case Cast when y.Type == DType.Bool:
                return Map(y, i => Integer(x[0], i) != 0 ? 1 : 0);
            case Cast or Reshape or ExpandDims or Squeeze or StopGradient:
                return Map(y, i => Integer(x[0], i));
            case BroadcastTo or BroadcastLike:
                return Map(y, i => At(x[0], y, i));
            case Concat when y.Shape.Rank == 1:
                long[] all = [.. x.SelectMany(part => Enumerable.Range(0, (int)part.Elements).Select(i => Integer(part, i)))];
                return Map(y, i => all[i]);
            case Slice slice when y.Shape.Rank == 1:
                int start = Slice.Resolve(x[0].Shape[0], slice.Start, slice.End, slice.Step).Start;
                return Map(y, i => Integer(x[0], start + (i * slice.Step)));
            case Gather when x[0].Shape.Rank == 1:
                return Enumerable.Range(0, (int)x[1].Elements).All(i => Integer(x[1], i) >= 0 && Integer(x[1], i) < x[0].Elements)
                    && Map(y, i => Integer(x[0], Integer(x[1], i)));
            case Reduce reduce when y.Elements == 1 && x[0].Elements > 0:
                return Reduced(reduce.Kind, [.. Enumerable.Range(0, (int)x[0].Elements).Select(i => Integer(x[0], i))]) is { } value && Map(y, _ => value);
            case Reduce { Kind: ReduceKind.Prod } when y.Elements == 1:
                return Map(y, _ => 1);
            default:
                return false;
        }
    }

    private static bool Map(HostArray y, Func<int, long> value)
    {
        for (int i = 0; i < y.Elements; i++)
        {
            Set(y, i, value(i));
        }

        return true;
    }

    private static bool HasZero(HostArray x) => Enumerable.Range(0, (int)x.Elements).Any(i => Integer(x, i) == 0);

    /// <summary>The element of x that meets element i of y when x is broadcast.</summary>
    private static long At(HostArray x, HostArray y, int i)
    {
        if (x.Elements == y.Elements || x.Elements == 1)
        {
            return Integer(x, x.Elements == 1 ? 0 : i);
        }

        long place = 0, stride = 1;
        for (int axis = 1; axis <= x.Shape.Rank; axis++)
        {
            int size = y.Shape[^axis];
            place += x.Shape[^axis] == 1 ? 0 : i % size * stride;
            stride *= x.Shape[^axis];
            i /= size;
        }

        return Integer(x, place);
    }

    private static Func<long, long, long>? Elementwise(BinaryKind kind) => kind switch
    {
        BinaryKind.Add => (a, b) => a + b,
        BinaryKind.Subtract => (a, b) => a - b,
        BinaryKind.Multiply => (a, b) => a * b,
        BinaryKind.FloorDivide => (a, b) => (long)Math.Floor((decimal)a / b),
        BinaryKind.FloorMod => (a, b) => a - (b * (long)Math.Floor((decimal)a / b)),
        BinaryKind.Maximum => Math.Max,
        BinaryKind.Minimum => Math.Min,
        BinaryKind.LogicalAnd => (a, b) => a != 0 && b != 0 ? 1 : 0,
        BinaryKind.LogicalOr => (a, b) => a != 0 || b != 0 ? 1 : 0,
        _ => null,
    };

    private static bool Holds(CompareKind kind, long a, long b) => kind switch
    {
        CompareKind.Equal => a == b,
        CompareKind.NotEqual => a != b,
        CompareKind.Less => a < b,
        CompareKind.LessEqual => a <= b,
        CompareKind.Greater => a > b,
        CompareKind.GreaterEqual => a >= b,
    };

    private static long? Reduced(ReduceKind kind, long[] x) => kind switch
    {
        ReduceKind.Sum => x.Sum(),
        ReduceKind.Prod => x.Aggregate(1L, (a, b) => unchecked(a * b)),
        ReduceKind.Max => x.Max(),
        ReduceKind.Min => x.Min(),
        ReduceKind.Any => x.Any(value => value != 0) ? 1 : 0,
        ReduceKind.All => x.All(value => value != 0) ? 1 : 0,
        _ => null,
    };
}
