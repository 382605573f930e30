namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Sums, means, extremes, orders along axes.</summary>
internal static class ReductionOperations
{
    public static void AddTo(OperationTable table)
    {
        foreach ((string name, Func<Tensor, int[]?, bool, Tensor> function) in (ReadOnlySpan<(string, Func<Tensor, int[]?, bool, Tensor>)>)
        [
            ("Sum", Ops.Sum), ("Mean", Ops.Mean), ("Max", (x, axes, keep) => Ops.Max(x, axes, keep)), ("Min", (x, axes, keep) => Ops.Min(x, axes, keep)), ("Prod", (x, axes, keep) => Ops.Prod(x, axes, keep)), ("Any", Ops.Any), ("All", Ops.All),
            ("EuclideanNorm", (x, axes, keep) => Ops.Sqrt(Ops.Sum(Ops.Square(x), axes, keep))),
        ])
        {
            table.Add(name, call => Ops.Cast(function(call[0], call.Ints(1), call.Flag("keep_dims")), name is "Any" or "All" ? DType.Bool : call[0].DType));
        }

        table.Add("L2Loss", call => Ops.Sum(Ops.Square(call[0])) / 2);
        table.Add("ArgMax", call => Ops.Cast(Ops.ArgMax(call[0], call.Int(1)), call.Type("output_type", DType.Int64)));
        table.Add("ArgMin", call => Ops.Cast(Ops.ArgMin(call[0], call.Int(1)), call.Type("output_type", DType.Int64)));
        table.Add("Cumsum", call => Cumulative(call, (x, axis) => Ops.CumSum(x, axis), 0));
        table.Add("Cumprod", call => Cumulative(call, (x, axis) => Ops.CumProd(x, axis), 1));
        table.AddAll("TopKV2", call =>
        {
            (Tensor values, Tensor indices) = Ops.TopK(call[0], call.Int(1));
            return [values, Ops.Cast(indices, call.Type("index_type", DType.Int32))];
        });
    }

    private static Tensor Cumulative(NodeCall call, Func<Tensor, int, Tensor> function, double neutral)
    {
        int axis = call[0].Shape.Axis(call.Int(1));
        Tensor x = call.Flag("reverse") ? Ops.Flip(call[0], axis) : call[0];
        if (call.Flag("exclusive") && x.Shape[axis] > 0)
        {
            var pads = new (int Before, int After)[x.Shape.Rank];
            pads[axis] = (1, 0);
            x = Ops.Pad(Ops.Slice(x, axis, 0, x.Shape[axis] - 1), pads, neutral);
        }

        Tensor result = function(x, axis);
        return call.Flag("reverse") ? Ops.Flip(result, axis) : result;
    }
}
