using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>What picks or places elements by index.</summary>
internal static class IndexOperations
{
    public static void AddTo(OperationTable table)
    {
        table.Add("Gather", call => Ops.Take(call[0], call[1], 0));
        table.Add("GatherV2", Gathered);
        table.Add("GatherNd", call => GatherNd(call[0], call[1]));
        table.Add("ScatterNd", call => Scattered(call[0], call[1], call.Ints(2)));
        table.Add("TensorScatterAdd", call => call[0] + Scattered(call[1], call[2], [.. call[0].Shape]));
        table.Add("TensorScatterSub", call => call[0] - Scattered(call[1], call[2], [.. call[0].Shape]));
        table.Add("TensorScatterUpdate", RowUpdates.Translate);
        table.Add("UnsortedSegmentSum", call => SegmentSum(call[0], call[1], call.Int(2)));
        table.Add("OneHot", OneHot);
        table.Add("Bucketize", call => call.Find("boundaries")!.List.F.Aggregate(
            Ops.ZerosLike(call[0], DType.Int32),
            (bucket, boundary) => bucket + Ops.Cast(Ops.Cast(call[0], DType.Float32) >= boundary, DType.Int32)));
        table.Add("DenseBincount", Counts);
        table.Add("InvertPermutation", call =>
        {
            int[] places = call.Ints(0);
            int[] inverse = new int[places.Length];
            for (int i = 0; i < places.Length; i++)
            {
                inverse[places[i]] = i;
            }

            return Ops.Constant(inverse);
        });
    }

    private static Tensor Gathered(NodeCall call)
    {
        Tensor x = call[0], indices = call[1];
        int axis = x.Shape.Axis(call.Int(2)), batch = call.Int("batch_dims");
        if (batch < 0)
        {
            batch += indices.Shape.Rank;
        }

        if (batch == 0)
        {
            return Ops.Take(x, indices, axis);
        }

        // The axis moves behind the batch; then the batch is one axis, and each of its rows counts from its own start.
        int[] order = [.. Enumerable.Range(0, batch), axis, .. Enumerable.Range(batch, x.Shape.Rank - batch).Where(other => other != axis)];
        Tensor turned = Ops.Transpose(x, order);
        int rows = turned.Shape.Take(batch).Aggregate(1, (a, b) => a * b), size = turned.Shape[batch];
        int[] rest = [.. turned.Shape.Skip(batch + 1)];
        int picked = indices.Shape.Skip(batch).Aggregate(1, (a, b) => a * b);
        Tensor flat = Ops.Reshape(turned, [rows * size, .. rest]);
        Tensor starts = Ops.ExpandDims(ShapeOperations.Counted(rows, indices.DType), 1) * size;
        Tensor places = Ops.Reshape(indices, rows, picked) + starts;
        Tensor found = Ops.Reshape(Ops.Take(flat, places, 0), [.. indices.Shape, .. rest]);
        int newAxes = indices.Shape.Rank - batch, between = axis - batch;
        int[] back =
        [
            .. Enumerable.Range(0, batch), .. Enumerable.Range(batch + newAxes, between), .. Enumerable.Range(batch, newAxes),
            .. Enumerable.Range(batch + newAxes + between, rest.Length - between),
        ];
        return Ops.Transpose(found, back);
    }

    /// <summary>Rows of x picked by the index vectors on the last axis of the indices.</summary>
    private static Tensor GatherNd(Tensor x, Tensor indices)
    {
        int depth = indices.Shape[^1];
        int[] leading = [.. x.Shape.Take(depth)], rest = [.. x.Shape.Skip(depth)];
        Tensor flat = Ops.Reshape(x, [leading.Aggregate(1, (a, b) => a * b), .. rest]);
        return Ops.Take(flat, Flat(indices, leading), 0);
    }

    /// <summary>The places in row-major order that index vectors on the last axis mean.</summary>
    public static Tensor Flat(Tensor indices, int[] sizes)
    {
        if (sizes.Length != indices.Shape[^1])
        {
            throw new ShapeException($"index vectors of {indices.Shape[^1]} numbers do not fit {sizes.Length} axes.");
        }

        if (sizes.Length == 0)
        {
            return Ops.Cast(Ops.Sum(indices, [indices.Shape.Rank - 1]), DType.Int32);
        }

        Tensor place = Ops.At(indices, -1, 0);
        for (int i = 1; i < sizes.Length; i++)
        {
            place = (place * sizes[i]) + Ops.At(indices, -1, i);
        }

        return place;
    }

    public static Tensor Scattered(Tensor indices, Tensor updates, int[] shape)
    {
        int depth = indices.Shape[^1];
        int rows = shape.Take(depth).Aggregate(1, (a, b) => checked(a * b));
        int[] rest = [.. shape.Skip(depth)];
        Tensor places = Ops.Reshape(Flat(indices, [.. shape.Take(depth)]), -1);
        return Ops.Reshape(Ops.SegmentSum(Ops.Reshape(updates, [places.Shape[0], .. rest]), places, rows), shape);
    }

    private static Tensor SegmentSum(Tensor x, Tensor segments, int count)
    {
        int[] rest = [.. x.Shape.Skip(segments.Shape.Rank)];
        return Ops.SegmentSum(Ops.Reshape(x, [(int)segments.Shape.Elements, .. rest]), Ops.Reshape(segments, (int)segments.Shape.Elements), count);
    }

    private static Tensor OneHot(NodeCall call)
    {
        int axis = call.Int("axis", -1);
        Tensor hot = Ops.OneHot(call[0], call.Int(1), DType.Bool);
        Tensor result = Ops.Where(hot, call[2], call[3]);
        if (axis < 0 || axis == result.Shape.Rank - 1)
        {
            return result;
        }

        int[] order = [.. Enumerable.Range(0, axis), result.Shape.Rank - 1, .. Enumerable.Range(axis, result.Shape.Rank - 1 - axis)];
        return Ops.Transpose(result, order);
    }

    /// <summary>How often each whole number comes in a row.</summary>
    private static Tensor Counts(NodeCall call)
    {
        Tensor weights = call[2];
        Tensor hot = Ops.OneHot(call[0], call.Int(1), weights.DType);
        if (call.Flag("binary_output"))
        {
            return Ops.Max(hot, [hot.Shape.Rank - 2]);
        }

        return Ops.Sum(weights.Shape.Elements == 0 ? hot : hot * Ops.ExpandDims(weights, -1), [hot.Shape.Rank - 2]);
    }
}
