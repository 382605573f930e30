using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>What looks at an image through a window. ONNX wants the channels second.</summary>
internal sealed partial class OnnxOps
{
    public OnnxValue Conv(OnnxValue x, OnnxValue kernel, Conv op)
    {
        int space = op.Strides.Count;
        int[] extents = [.. Enumerable.Range(0, space).Select(i => ((kernel.Shape[i] - 1) * op.Dilations[i]) + 1)];
        (string, object)[] attributes =
        [
            ("kernel_shape", Layouts.Longs([.. kernel.Shape[..space]])),
            ("strides", Layouts.Longs(op.Strides.Span)),
            ("dilations", Layouts.Longs(op.Dilations.Span)),
            ("group", op.Groups),
            Padding(op.Pads, x.Shape, extents, op.Strides),
        ];
        return Made(In(x.DType, Kernels.Float, x.DType, type => graph.Add("Conv", [As(x.ChannelsFirst, x.DType, type), As(KernelFirst(kernel), x.DType, type)], attributes)), true);
    }

    public OnnxValue ConvTranspose(OnnxValue x, OnnxValue kernel, ConvTranspose op)
    {
        int space = op.Strides.Count;
        long[] pads = new long[2 * space];
        long[] longer = new long[2 * (space + 2)];
        for (int i = 0; i < space; i++)
        {
            // What is added at the end takes back what was cropped there, and goes on with zeros.
            int after = op.Pads[(2 * i) + 1] - op.OutputPads[i];
            pads[i] = op.Pads[2 * i];
            pads[space + i] = Math.Max(0, after);
            longer[space + 2 + 2 + i] = Math.Max(0, -after);
        }

        (string, object)[] attributes =
        [
            ("kernel_shape", Layouts.Longs([.. kernel.Shape[..space]])),
            ("strides", Layouts.Longs(op.Strides.Span)),
            ("dilations", Layouts.Longs(op.Dilations.Span)),
            ("pads", pads),
        ];
        return Made(In(x.DType, Kernels.Float, x.DType, type =>
        {
            string result = graph.Add("ConvTranspose", [As(x.ChannelsFirst, x.DType, type), As(KernelFirst(kernel), x.DType, type)], attributes);
            return longer.Any(width => width > 0) ? Padded(result, type, longer, PadMode.Constant, 0) : result;
        }), true);
    }

    public OnnxValue Pool(OnnxValue x, Pool op)
    {
        (string, object) padding = Padding(op.Pads, x.Shape, [.. op.Window.Span], op.Strides);
        (string, object)[] attributes = [("kernel_shape", Layouts.Longs(op.Window.Span)), ("strides", Layouts.Longs(op.Strides.Span)), padding];
        return Made(op.Kind == PoolKind.Max
            ? In(x.DType, Kernels.Floats, x.DType, type => graph.Add("MaxPool", [As(x.ChannelsFirst, x.DType, type)], attributes))
            : In(x.DType, Kernels.Float, x.DType, type => graph.Add("AveragePool", [As(x.ChannelsFirst, x.DType, type)], [.. attributes, ("count_include_pad", 0)])), true);
    }

    public OnnxValue Resize(OnnxValue x, int height, int width, ResizeMethod method)
    {
        (string name, Func<int, int> place, bool first) = Native(x);
        if (method == ResizeMethod.Nearest && x.Shape[1] >= 0 && x.Shape[2] >= 0)
        {
            string rows = graph.Add("Gather", [name, Nearest(x.Shape[1], height)], ("axis", place(1)));
            return Made(graph.Add("Gather", [rows, Nearest(x.Shape[2], width)], ("axis", place(2))), first);
        }

        if (method == ResizeMethod.Bilinear && x.Shape[1] >= 0 && x.Shape[2] >= 0)
        {
            // TensorFlow's order of sums, so that numbers which are cut to bytes afterwards are the same.
            return Made(In(x.DType, Kernels.Floats, x.DType, type =>
            {
                string wide = Between(As(name, x.DType, type), place(2), x.Shape[2], width, type, first ? [width] : [width, 1]);
                return Between(wide, place(1), x.Shape[1], height, type, first ? [height, 1] : [height, 1, 1]);
            }), first);
        }

        string sizes = ShapeVector([(0, x, 0), (0, x, 3), (height, null, 0), (width, null, 0)]);
        (string, object)[] attributes = method == ResizeMethod.Nearest
            ? [("mode", "nearest"), ("coordinate_transformation_mode", "half_pixel"), ("nearest_mode", "round_prefer_ceil")]
            : [("mode", "linear"), ("coordinate_transformation_mode", "half_pixel")];
        return Made(In(x.DType, Kernels.Float, x.DType, type => graph.Add("Resize", [As(x.ChannelsFirst, x.DType, type), "", "", sizes], attributes)), true);
    }

    public (OnnxValue Result, OnnxValue Mean, OnnxValue Variance) BatchNorm(OnnxValue x, OnnxValue scale, OnnxValue offset, double epsilon)
    {
        string axes = graph.Longs([.. Enumerable.Range(0, x.Shape.Rank - 1).Select(axis => (long)axis)]);
        DType type = OnnxTypes.Computed(x.DType, Kernels.Floats);
        string image = As(x.Name, x.DType, type);
        string mean = graph.Add("ReduceMean", [image, axes], ("keepdims", 0));
        string distance = Add("Sub", image, mean);
        string variance = graph.Add("ReduceMean", [Add("Mul", distance, distance), axes], ("keepdims", 0));
        string deviation = Add("Sqrt", Add("Add", variance, graph.Scalar(type, epsilon)));
        string result = Add("Add", Add("Mul", Add("Div", distance, deviation), As(scale.Name, x.DType, type)), As(offset.Name, x.DType, type));
        return (Result(As(result, type, x.DType)), Result(As(mean, type, x.DType), 1), Result(As(variance, type, x.DType), 2));
    }

    /// <summary>Along one axis, each new pixel between the two old ones around its centre.</summary>
    private string Between(string x, int axis, int from, int to, DType type, Shape weightShape)
    {
        float scale = (float)from / to;
        long[] lower = new long[to];
        long[] upper = new long[to];
        float[] share = new float[to];
        for (int i = 0; i < to; i++)
        {
            float position = ((i + 0.5f) * scale) - 0.5f;
            float floor = MathF.Floor(position);
            lower[i] = Math.Max(0, (long)floor);
            upper[i] = Math.Min((long)floor + 1, from - 1);
            share[i] = position - floor;
        }

        string low = graph.Add("Gather", [x, graph.Longs(lower)], ("axis", axis));
        string high = graph.Add("Gather", [x, graph.Longs(upper)], ("axis", axis));
        return Add("Add", low, Add("Mul", Add("Sub", high, low), graph.Initializer(HostArray.Of<float>(share, weightShape).Cast(type))));
    }

    /// <summary>The pixel that each new one is a copy of: the one in which its centre lies.</summary>
    private string Nearest(int from, int to)
    {
        float scale = (float)from / to;
        return graph.Longs([.. Enumerable.Range(0, to).Select(i => (long)Math.Min((int)((i + 0.5f) * scale), from - 1))]);
    }

    /// <summary>(window…, in, out) as (out, in, window…): turned now where the numbers are known.</summary>
    private string KernelFirst(OnnxValue kernel)
    {
        int[] permutation = Layouts.KernelToFirst(kernel.Shape.Rank);
        if (kernel.Constant is not { } array)
        {
            return graph.Add("Transpose", [kernel.Name], ("perm", Layouts.Longs(permutation)));
        }

        if (!kernels.TryGetValue(array, out HostArray? turned))
        {
            turned = kernels[array] = Permutation.Of(array, permutation);
        }

        return graph.Initializer(turned, kernel.ConstantName);
    }

    private readonly Dictionary<HostArray, HostArray> kernels = new(ReferenceEqualityComparer.Instance);

    /// <summary>Padding in numbers; TensorFlow's SAME by name where it depends on a size that is open.</summary>
    private static (string, object) Padding(AxisList pads, Shape shape, int[] extents, AxisList strides)
    {
        int space = extents.Length;
        long[] widths = new long[2 * space];
        for (int i = 0; i < space; i++)
        {
            int size = shape[i + 1];
            if (pads.Count == 0 && size < 0 && strides[i] > 1)
            {
                return ("auto_pad", "SAME_UPPER");
            }

            // With a stride of 1 the size does not matter.
            (int before, int after) = ShapeRules.Padding(pads, i, size < 0 ? extents[i] : size, extents[i], strides[i]);
            widths[i] = before;
            widths[space + i] = after;
        }

        return ("pads", widths);
    }
}
