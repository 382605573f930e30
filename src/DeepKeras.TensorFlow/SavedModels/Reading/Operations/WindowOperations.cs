using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Convolutions, pooling, resizing.</summary>
internal static class WindowOperations
{
    public static void AddTo(OperationTable table)
    {
        table.Add("Conv2D", call => Convolved(call, call[1], null));
        table.Add("Conv3D", call => Convolved(call, call[1], null));
        table.Add("DepthwiseConv2dNative", call =>
        {
            int[] k = [.. call[1].Shape];
            return Convolved(call, Ops.Reshape(call[1], k[0], k[1], 1, k[2] * k[3]), k[2]);
        });
        table.Add("Conv2DBackpropInput", Transposed);
        table.Add("Conv3DBackpropInputV2", Transposed);
        foreach ((string op, PoolKind kind) in (ReadOnlySpan<(string, PoolKind)>)
            [("MaxPool", PoolKind.Max), ("AvgPool", PoolKind.Average), ("MaxPool3D", PoolKind.Max), ("AvgPool3D", PoolKind.Average)])
        {
            table.Add(op, call => Pooled(call, kind));
        }

        table.Add("ResizeBilinear", call => Resized(call, ResizeMethod.Bilinear));
        table.Add("ResizeNearestNeighbor", call => Resized(call, ResizeMethod.Nearest));
    }

    public static Tensor ChannelsLast(Tensor x) => Ops.Transpose(x, [0, .. Enumerable.Range(2, x.Shape.Rank - 2), 1]);

    public static Tensor ChannelsFirst(Tensor x) => Ops.Transpose(x, [0, x.Shape.Rank - 1, .. Enumerable.Range(1, x.Shape.Rank - 2)]);

    private static Tensor Convolved(NodeCall call, Tensor kernel, int? groups) => InChannelsLast(call, call[0], x =>
    {
        int[] strides = Space(call, "strides", x.Shape.Rank), dilations = Space(call, "dilations", x.Shape.Rank);
        return Ops.Emit(new Conv(strides, dilations, Pads(call, strides.Length), groups ?? x.Shape[^1] / kernel.Shape[^2]), x, kernel);
    });

    /// <summary>The shape of the convolution's input says how much of the full result is kept.</summary>
    private static Tensor Transposed(NodeCall call) => InChannelsLast(call, call[2], x =>
    {
        int rank = x.Shape.Rank, space = rank - 2;
        Tensor kernel = call[1];
        int[] strides = Space(call, "strides", rank), dilations = Space(call, "dilations", rank);
        int[] sizes = call.Ints(0);
        int[] wanted = sizes.Length == space ? sizes : IsChannelsFirst(call) ? sizes[2..] : sizes[1..^1];
        AxisList given = Pads(call, space);
        int[] pads = new int[2 * space], extra = new int[space];
        for (int i = 0; i < space; i++)
        {
            int extent = ((kernel.Shape[i] - 1) * dilations[i]) + 1;
            (pads[2 * i], pads[(2 * i) + 1]) = ShapeRules.Padding(given, i, wanted[i], extent, strides[i]);
            extra[i] = wanted[i] - (((x.Shape[i + 1] - 1) * strides[i]) + extent - pads[2 * i] - pads[(2 * i) + 1]);
            if (extra[i] < 0)
            {
                // The other end was cut short.
                pads[(2 * i) + 1] -= extra[i];
                extra[i] = 0;
            }
        }

        return Ops.Emit(new ConvTranspose(strides, dilations, pads, extra), x, kernel);
    });

    private static Tensor Pooled(NodeCall call, PoolKind kind) => InChannelsLast(call, call[0], x =>
    {
        int[] window = Space(call, "ksize", x.Shape.Rank), strides = Space(call, "strides", x.Shape.Rank);
        return Ops.Emit(new Pool(kind, window, strides, Pads(call, window.Length)), x);
    });

    private static Tensor Resized(NodeCall call, ResizeMethod method)
    {
        int[] size = call.Ints(1);
        Shape shape = call[0].Shape;
        bool whole = method == ResizeMethod.Nearest && shape[1] > 0 && shape[2] > 0 && size[0] % shape[1] == 0 && size[1] % shape[2] == 0;
        bool same = size[0] == shape[1] && size[1] == shape[2];
        return !call.Flag("align_corners") && (call.Flag("half_pixel_centers") || whole || same)
            ? Ops.Cast(Ops.Emit(new Resize(size[0], size[1], method), Ops.Cast(call[0], call[0].DType.IsFloating() ? call[0].DType : DType.Float32)), method == ResizeMethod.Nearest ? call[0].DType : DType.Float32)
            : throw call.Wrong("half-pixel centres", "the corners of TensorFlow 1");
    }

    private static bool IsChannelsFirst(NodeCall call) => call.Text("data_format").StartsWith("NC", StringComparison.Ordinal);

    private static Tensor InChannelsLast(NodeCall call, Tensor x, Func<Tensor, Tensor> function) =>
        IsChannelsFirst(call) ? ChannelsFirst(function(ChannelsLast(x))) : function(x);

    /// <summary>An attribute's numbers for the axes of space.</summary>
    private static int[] Space(NodeCall call, string name, int rank)
    {
        int[] all = call.Ints(name, [.. Enumerable.Repeat(1, rank)]);
        int[] space = all.Length != rank ? [] : IsChannelsFirst(call) ? all[2..] : all[1..^1];
        return space.Length == rank - 2 && rank > 2 && space.All(size => size > 0) ? space
            : throw call.Wrong($"{rank} numbers above 0 as {name}", $"[{string.Join(", ", all)}]");
    }

    private static AxisList Pads(NodeCall call, int space)
    {
        string padding = call.Text("padding");
        int[] all = call.Ints("explicit_paddings");
        return padding switch
        {
            "SAME" => Array.Empty<int>(),
            "VALID" => new int[2 * space],
            "EXPLICIT" when all.Length == (2 * space) + 4 => IsChannelsFirst(call) ? all[4..] : all[2..^2],
            _ => throw call.Wrong("padding SAME, VALID or EXPLICIT", $"\"{padding}\" with {all.Length} numbers"),
        };
    }
}
