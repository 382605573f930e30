using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>Reductions, orders and running totals along axes.</summary>
internal sealed partial class OnnxOps
{
    public OnnxValue Reduce(ReduceKind kind, OnnxValue x, AxisList axes, bool keepDims)
    {
        if (axes.Count == 0)
        {
            return x;
        }

        (string name, Func<int, int> place, bool first) = Native(x);
        long[] places = new long[axes.Count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = place(axes[i]);
        }

        // Without the reduced axes, what is left must stand in Keras's order.
        int[] left = [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => !axes.Span.Contains(axis)).Select(place)];
        bool ordered = keepDims || left.SequenceEqual(left.Order());
        if (first && !ordered)
        {
            name = x.Name;
            places = Layouts.Longs(axes.Span);
        }

        Array.Sort(places);
        string result = Reduced(kind, name, x.DType, graph.Longs(places), keepDims);
        return Made(result, first && ordered && keepDims);
    }

    private string Reduced(ReduceKind kind, string x, DType type, string axes, bool keepDims)
    {
        return kind switch
        {
            ReduceKind.Sum => Of("ReduceSum", Kernels.Arithmetic),
            ReduceKind.Mean => Of("ReduceMean", Kernels.Floats),
            ReduceKind.Max => Of("ReduceMax", Kernels.Arithmetic | Kernels.Int8 | Kernels.UInt8),
            ReduceKind.Min => Of("ReduceMin", Kernels.Arithmetic | Kernels.Int8 | Kernels.UInt8),
            ReduceKind.Prod => Of("ReduceProd", Kernels.Float | Kernels.Int32 | Kernels.Int64),
            ReduceKind.Any => Of("ReduceMax", Kernels.Int32),
            _ => Of("ReduceMin", Kernels.Int32),
        };

        string Of(string operation, Kernels kernels) =>
            In(type, kernels, type, t => graph.Add(operation, [As(x, type, t), axes], ("keepdims", keepDims)));
    }

    public OnnxValue ArgReduce(bool largest, OnnxValue x, int axis)
    {
        const Kernels Ordered = Kernels.Floats | Kernels.Int32 | Kernels.Int8 | Kernels.UInt8;
        DType type = OnnxTypes.Computed(x.DType, Ordered);
        string place = graph.Add(largest ? "ArgMax" : "ArgMin", [As(x.Name, x.DType, type)], ("axis", axis), ("keepdims", 0));
        return Result(As(place, DType.Int64, DType.Int32));
    }

    public OnnxValue Cumulative(bool product, OnnxValue x, int axis)
    {
        if (!product)
        {
            return Result(In(x.DType, Kernels.Arithmetic, x.DType, type => Add("CumSum", As(x.Name, x.DType, type), graph.Scalar(DType.Int64, axis))));
        }

        if (x.Shape[axis] < 0)
        {
            throw new NotSupportedException($"ONNX (opset {OnnxModelWriter.Opset}) has no operator for a running product along an axis of unknown size; got shape {x.Shape}, axis {axis}.");
        }

        // Each step multiplies by what stood twice as far back: after log₂ n steps each element has all before it.
        return Result(In(x.DType, Kernels.Arithmetic, x.DType, type =>
        {
            string result = As(x.Name, x.DType, type);
            for (int back = 1; back < x.Shape[axis]; back *= 2)
            {
                string earlier = Add("Slice", result, graph.Longs(0), graph.Longs(-back), graph.Longs(axis));
                long[] pads = new long[2 * x.Shape.Rank];
                pads[axis] = back;
                result = Add("Mul", result, Add("Pad", earlier, graph.Longs(pads), graph.Scalar(type, 1)));
            }

            return result;
        }));
    }

    public (OnnxValue Values, OnnxValue Indices) Sort(OnnxValue x, int axis, bool descending) => Ordered(x, axis, descending, SizeVector(x, axis));

    public (OnnxValue Values, OnnxValue Indices) TopK(OnnxValue x, int k) => Ordered(x, x.Shape.Rank - 1, true, graph.Longs(k));

    private (OnnxValue Values, OnnxValue Indices) Ordered(OnnxValue x, int axis, bool descending, string count)
    {
        DType type = OnnxTypes.Computed(x.DType, Kernels.Arithmetic);
        string[] results = graph.AddMany("TopK", [As(x.Name, x.DType, type), count], 2, ("axis", axis), ("largest", descending), ("sorted", 1));
        return (Result(As(results[0], type, x.DType)), Result(As(results[1], DType.Int64, DType.Int32), 1));
    }
}
