using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow;

/// <summary>
/// Convolutions, pooling and resizing. TensorFlow has kernels for images: a line is an image one row high, and pooling over volumes, which
/// TensorFlow Lite lacks, is done for images first and then along the third axis.
/// </summary>
internal sealed partial class GraphDefOps
{
    public NodeOutput Conv(NodeOutput x, NodeOutput kernel, Conv op)
    {
        int space = op.Strides.Count;
        TensorType type = ShapeOps.Instance.Conv(x.Type, kernel.Type, op);
        if (space == 1)
        {
            var flat = new Conv(Raised(op.Strides, 1), Raised(op.Dilations, 1), op.Pads.Count == 0 ? op.Pads : Raised(op.Pads, 0, 0), op.Groups);
            return Squeeze(Conv(ExpandDims(x, 1), ExpandDims(kernel, 0), flat), 1) with { Type = type };
        }

        if (space == 3)
        {
            return Conv3D(x, kernel, op, type);
        }

        bool depthwise = op.Groups > 1 && kernel.Shape[2] == 1 && op.Strides[0] == op.Strides[1] && (op.Strides[0] == 1 || !op.Dilations.Span.ContainsAnyExcept(1));
        if (depthwise)
        {
            kernel = Reshaped(kernel, [kernel.Shape[0], kernel.Shape[1], op.Groups, kernel.Shape[3] / op.Groups]);
        }

        return graph.Add(
            depthwise ? "DepthwiseConv2dNative" : "Conv2D",
            type,
            [x, kernel],
            [Attr.Type("T", x.DType), Attr.Ints("strides", Full(op.Strides)), Attr.Ints("dilations", Full(op.Dilations)), Attr.Text("data_format", "NHWC"), .. Padding(op.Pads)]);
    }

    public NodeOutput ConvTranspose(NodeOutput x, NodeOutput kernel, ConvTranspose op)
    {
        int space = op.Strides.Count;
        TensorType type = ShapeOps.Instance.ConvTranspose(x.Type, kernel.Type, op);
        if (space == 1)
        {
            var flat = new ConvTranspose(Raised(op.Strides, 1), Raised(op.Dilations, 1), Raised(op.Pads, 0, 0), Raised(op.OutputPads, 0));
            return Squeeze(ConvTranspose(ExpandDims(x, 1), ExpandDims(kernel, 0), flat), 1) with { Type = type };
        }

        kernel = Dilated(kernel, op.Dilations);
        bool same = true;
        bool valid = true;
        for (int i = 0; i < space; i++)
        {
            // SAME and VALID, as the convolution would have them that this is the gradient of.
            int cut = op.Pads[2 * i] + op.Pads[(2 * i) + 1] - op.OutputPads[i];
            int rest = kernel.Shape[i] - cut;
            same &= cut >= 0 && op.Pads[2 * i] == cut / 2 && rest > 0 && rest <= op.Strides[i];
            valid &= op.Pads[2 * i] == 0 && cut <= 0 && -cut < op.Strides[i];
        }

        Dim[] sizes = [SizeAt(x, 0), .. Enumerable.Range(0, space).Select(i => new Dim(0)), new Dim(type.Shape[^1])];
        int[] known = [.. type.Shape];
        for (int i = 0; i < space; i++)
        {
            int cut = same || valid ? op.Pads[2 * i] + op.Pads[(2 * i) + 1] - op.OutputPads[i] : 0;
            sizes[i + 1] = Affine(SizeAt(x, i + 1), op.Strides[i], kernel.Shape[i] - op.Strides[i] - cut);
            known[i + 1] = sizes[i + 1].Known;
        }

        NodeOutput result = graph.Add(
            space == 2 ? "Conv2DBackpropInput" : "Conv3DBackpropInputV2",
            x.Type with { Shape = known },
            [Vector(sizes), kernel, x],
            [Attr.Type("T", x.DType), Attr.Ints("strides", Full(op.Strides)), Attr.Text("padding", same ? "SAME" : "VALID"), .. space == 3 ? [Attr.Type("Tshape", DType.Int32)] : Array.Empty<(string, AttrValue)>()]);
        for (int i = 0; i < space && !same && !valid; i++)
        {
            int longer = op.OutputPads[i] - op.Pads[(2 * i) + 1];
            if (longer > 0)
            {
                int[] pads = new int[2 * (space + 2)];
                pads[(2 * (i + 1)) + 1] = longer;
                result = Pad(result, pads, PadMode.Constant, 0);
            }

            if (op.Pads[2 * i] > 0 || longer < 0)
            {
                result = Slice(result, i + 1, op.Pads[2 * i], longer < 0 ? longer : Operations.Slice.ToEnd, 1);
            }
        }

        return result with { Type = type };
    }

    public NodeOutput Pool(NodeOutput x, Pool op)
    {
        int space = op.Window.Count;
        TensorType type = ShapeOps.Instance.Pool(x.Type, op);
        if (space == 1)
        {
            var flat = new Pool(op.Kind, Raised(op.Window, 1), Raised(op.Strides, 1), op.Pads.Count == 0 ? op.Pads : Raised(op.Pads, 0, 0));
            return Squeeze(Pool(ExpandDims(x, 1), flat), 1) with { Type = type };
        }

        if (space == 3)
        {
            return PoolVolume(x, op, type);
        }

        if (!op.Pads.Span.ContainsAnyExcept(0))
        {
            return Windows(x, op, type);
        }

        AxisList pads = new[] { 0, 0, op.Pads[0], op.Pads[1], op.Pads[2], op.Pads[3], 0, 0 };
        var inside = new Pool(op.Kind, op.Window, op.Strides, new int[4]);
        NodeOutput result = Windows(Pad(x, pads, PadMode.Constant, op.Kind == PoolKind.Max ? double.NegativeInfinity : 0), inside, type);
        if (op.Kind == PoolKind.Max)
        {
            return result;
        }

        // The mean over the elements that are there: the mean with zeros, divided by the share of the window that is there.
        NodeOutput one = graph.Constant(Filled(x.DType, [1, 1, 1, 1], 1));
        NodeOutput there = Broadcasted(one, [1, x.Shape[1], x.Shape[2], 1], Vector(new Dim(1), SizeAt(x, 1), SizeAt(x, 2), new Dim(1)));
        NodeOutput padded = Pad(there, pads, PadMode.Constant, 0);
        NodeOutput share = Windows(padded, inside, ShapeOps.Instance.Pool(padded.Type, inside));
        return Binary("RealDiv", result, share);
    }

    public NodeOutput Resize(NodeOutput x, int height, int width, ResizeMethod method)
    {
        TensorType type = ShapeOps.Instance.Resize(x.Type, height, width, method);
        bool bilinear = method == ResizeMethod.Bilinear;
        NodeOutput resized = graph.Add(
            bilinear ? "ResizeBilinear" : "ResizeNearestNeighbor",
            bilinear ? type with { Type = DType.Float32 } : type,
            [x, graph.Ints(height, width)],
            Attr.Type("T", x.DType),
            Attr.Bool("align_corners", false),
            Attr.Bool("half_pixel_centers", true));
        return Cast(resized, x.DType);
    }

    /// <summary>A kernel with zeros between its elements: a dilated convolution is a plain one with it.</summary>
    public NodeOutput Dilated(NodeOutput kernel, AxisList dilations)
    {
        for (int i = 0; i < dilations.Count; i++)
        {
            int size = kernel.Shape[i];
            int dilation = dilations[i];
            if (dilation > 1 && size > 1)
            {
                int[] pads = new int[2 * (kernel.Shape.Rank + 1)];
                pads[(2 * (i + 1)) + 1] = dilation - 1;
                NodeOutput spread = Pad(ExpandDims(kernel, i + 1), pads, PadMode.Constant, 0);
                kernel = Slice(Reshaped(spread, kernel.Shape.With(i, size * dilation)), i, 0, ((size - 1) * dilation) + 1, 1);
            }
        }

        return kernel;
    }

    private NodeOutput Conv3D(NodeOutput x, NodeOutput kernel, Conv op, TensorType type)
    {
        kernel = Dilated(kernel, op.Dilations);
        var plain = new Conv(op.Strides, new[] { 1, 1, 1 }, op.Pads, 1);
        if (op.Groups > 1)
        {
            int channels = kernel.Shape[^2];
            int filters = kernel.Shape[^1] / op.Groups;
            var parts = new NodeOutput[op.Groups];
            for (int g = 0; g < parts.Length; g++)
            {
                parts[g] = Conv(Slice(x, 4, g * channels, (g + 1) * channels, 1), Slice(kernel, 4, g * filters, (g + 1) * filters, 1), plain);
            }

            return Concat(parts, 4);
        }

        if (op.Pads.Span.ContainsAnyExcept(0))
        {
            x = Pad(x, (int[])[0, 0, .. op.Pads.Span, 0, 0], PadMode.Constant, 0);
        }

        return graph.Add(
            "Conv3D",
            type,
            [x, kernel],
            Attr.Type("T", x.DType),
            Attr.Ints("strides", Full(op.Strides)),
            Attr.Text("padding", op.Pads.Count == 0 ? "SAME" : "VALID"));
    }

    /// <summary>The maximum (or mean) over a box is that over depth of those over height and width.</summary>
    private NodeOutput PoolVolume(NodeOutput x, Pool op, TensorType type)
    {
        AxisList Part(AxisList list, int start, int count) => list.Count == 0 ? list : list.Span.Slice(start, count).ToArray();
        var image = new Pool(op.Kind, Part(op.Window, 1, 2), Part(op.Strides, 1, 2), Part(op.Pads, 2, 4));
        int slices = x.Shape[0] < 0 || x.Shape[1] < 0 ? -1 : x.Shape[0] * x.Shape[1];
        NodeOutput flat = Pool(Reshaped(x, [slices, x.Shape[2], x.Shape[3], x.Shape[4]], [new Dim(-1), SizeAt(x, 2), SizeAt(x, 3), SizeAt(x, 4)]), image);
        int area = flat.Shape[1] < 0 || flat.Shape[2] < 0 ? -1 : flat.Shape[1] * flat.Shape[2];
        var depth = new Pool(op.Kind, new[] { op.Window[0], 1 }, new[] { op.Strides[0], 1 }, op.Pads.Count == 0 ? op.Pads : new[] { op.Pads[0], op.Pads[1], 0, 0 });
        Dim height = SizeAt(flat, 1);
        Dim width = SizeAt(flat, 2);
        NodeOutput columns = Reshaped(flat, [x.Shape[0], x.Shape[1], area, x.Shape[4]], [SizeAt(x, 0), SizeAt(x, 1), new Dim(-1), SizeAt(x, 4)]);
        NodeOutput pooled = Pool(columns, depth);
        return Reshaped(pooled, type.Shape, [SizeAt(pooled, 0), SizeAt(pooled, 1), height, width, SizeAt(x, 4)]);
    }

    private NodeOutput Windows(NodeOutput x, Pool op, TensorType type) =>
        graph.Add(
            op.Kind == PoolKind.Max ? "MaxPool" : "AvgPool",
            type,
            [x],
            Attr.Type("T", x.DType),
            Attr.Ints("ksize", Full(op.Window)),
            Attr.Ints("strides", Full(op.Strides)),
            Attr.Text("padding", op.Pads.Count == 0 ? "SAME" : "VALID"),
            Attr.Text("data_format", "NHWC"));

    private static (string, AttrValue)[] Padding(AxisList pads) =>
        pads.Count == 0 ? [Attr.Text("padding", "SAME")]
        : !pads.Span.ContainsAnyExcept(0) ? [Attr.Text("padding", "VALID")]
        : [Attr.Text("padding", "EXPLICIT"), Attr.Ints("explicit_paddings", [0, 0, .. pads.Span, 0, 0])];

    /// <summary>A setting of the axes of space for all axes.</summary>
    private static int[] Full(AxisList settings) => [1, .. settings.Span, 1];

    /// <summary>A setting for one more axis in front.</summary>
    private static AxisList Raised(AxisList settings, params ReadOnlySpan<int> first) => (int[])[.. first, .. settings.Span];

    private static HostArray Filled(DType type, Shape shape, double value)
    {
        var array = new HostArray(type, shape);
        array.Fill(value);
        return array;
    }
}
