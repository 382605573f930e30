namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Matrix products, softmax, normalization, cross-entropy.</summary>
internal static class KernelOperations
{
    public static void AddTo(OperationTable table)
    {
        table.Add("MatMul", call => Ops.MatMul(call[0], call[1], call.Flag("transpose_a"), call.Flag("transpose_b")));
        foreach (string op in (ReadOnlySpan<string>)["BatchMatMul", "BatchMatMulV2", "BatchMatMulV3"])
        {
            table.Add(op, call => Ops.MatMul(call[0], call[1], call.Flag("adj_x"), call.Flag("adj_y")));
        }

        table.Add("Einsum", call => EinsteinSum.Translate(call.Text("equation"), call.Tensors()));
        MatrixOperations.AddTo(table);
        table.Add("Softmax", call => Ops.Softmax(call[0]));
        table.Add("LogSoftmax", call => Ops.LogSoftmax(call[0]));
        foreach (string op in (ReadOnlySpan<string>)["FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"])
        {
            table.AddAll(op, Normalized);
        }

        table.AddAll("SparseSoftmaxCrossEntropyWithLogits", call =>
        {
            Tensor labels = Ops.OneHot(call[1], call[0].Shape[^1], call[0].DType);
            return [-Ops.Sum(labels * Ops.LogSoftmax(call[0]), [-1]), Ops.Softmax(call[0]) - labels];
        });
        table.AddAll("SoftmaxCrossEntropyWithLogits", call => [-Ops.Sum(call[1] * Ops.LogSoftmax(call[0]), [-1]), Ops.Softmax(call[0]) - call[1]]);
    }

    private static Tensor[] Normalized(NodeCall call)
    {
        bool channelsFirst = call.Text("data_format", "NHWC").StartsWith("NC", StringComparison.Ordinal);
        Tensor x = channelsFirst ? WindowOperations.ChannelsLast(call[0]) : call[0];
        Tensor mean = call.Count > 3 ? call[3] : call[1], variance = call.Count > 4 ? call[4] : call[1];
        Tensor correct = variance;
        if (call.Flag("is_training", missing: true))
        {
            int[] rows = [.. Enumerable.Range(0, x.Shape.Rank - 1)];
            mean = Ops.Mean(x, rows);
            variance = Ops.Variance(x, rows);
            long count = x.Shape.Elements / Math.Max(1, x.Shape[^1]);
            correct = variance * (count / (double)Math.Max(1, count - 1));
        }

        Tensor y = ((x - mean) * (Ops.Rsqrt(variance + call.Double("epsilon", 1e-4)) * call[1])) + call[2];
        return [channelsFirst ? WindowOperations.ChannelsFirst(y) : y, mean, correct, mean, variance, variance];
    }
}
