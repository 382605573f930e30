namespace DeepKeras.Layers;

/// <summary>What the layers of images share.</summary>
internal static class ImageRules
{
    /// <exception cref="ShapeException">It is neither an image nor a batch of them.</exception>
    public static void Require(Shape input, DataFormat format)
    {
        if (input.Rank is not (3 or 4))
        {
            string one = format == DataFormat.ChannelsLast ? "(height, width, channels)" : "(channels, height, width)";
            throw new ShapeException($"expected an image {one}, or a batch of them, got {input}.");
        }
    }

    /// <summary>Computes on a batch (batch, height, width, channels), whatever the format, and whether there is a batch.</summary>
    public static Tensor AsBatch(Tensor x, DataFormat format, Func<Tensor, Tensor> compute)
    {
        bool single = x.Shape.Rank == 3;
        Tensor result = format.WithChannelsLast(single ? Ops.ExpandDims(x, 0) : x, compute);
        return single ? Ops.Squeeze(result, 0) : result;
    }

    /// <summary>Whole numbers rounded, half to even, and kept in the range of their type.</summary>
    public static Tensor Saturated(Tensor x, DType type)
    {
        if (!type.IsInteger())
        {
            return Ops.Cast(x, type);
        }

        (double low, double high) = type switch
        {
            DType.UInt8 => (0.0, 255.0),
            DType.Int8 => (-128.0, 127.0),
            DType.Int16 => (-32768.0, 32767.0),
            DType.Int32 => (int.MinValue, int.MaxValue - 127.0),
            _ => (long.MinValue, long.MaxValue),
        };
        return Ops.Cast(Ops.Clip(Ops.Round(x), low, high), type);
    }

    /// <summary>The largest part in the middle of an image with the sides' ratio of another size.</summary>
    public static Tensor Cropped(Tensor x, int height, int width)
    {
        (int h, int w) = Sizes(x);
        int cropHeight = Math.Max(Math.Min(h, (int)((float)(w * height) / width)), 1);
        int cropWidth = Math.Max(Math.Min(w, (int)((float)(h * width) / height)), 1);
        int top = (int)((float)(h - cropHeight) / 2);
        int left = (int)((float)(w - cropWidth) / 2);
        return Ops.Slice(Ops.Slice(x, 1, top, top + cropHeight), 2, left, left + cropWidth);
    }

    /// <summary>A border on two sides that gives an image the sides' ratio of another size, or almost: both strips are alike.</summary>
    public static Tensor Padded(Tensor x, int height, int width, double fill)
    {
        (int h, int w) = Sizes(x);
        int top = (int)((float)(Math.Max(h, (int)((float)(w * height) / width)) - h) / 2);
        int left = (int)((float)(Math.Max(w, (int)((float)(h * width) / height)) - w) / 2);
        return top == 0 && left == 0 ? x : Ops.Pad(x, [(0, 0), (top, top), (left, left), (0, 0)], fill);
    }

    /// <exception cref="ShapeException">They are not known.</exception>
    public static (int Height, int Width) Sizes(Tensor x) => x.Shape[1] >= 0 && x.Shape[2] >= 0 ? (x.Shape[1], x.Shape[2])
        : throw new ShapeException($"expected a known height and width, got {x.Shape}.");

    /// <exception cref="ArgumentException">It is another one.</exception>
    public static Interpolation NearestOrBilinear(Interpolation interpolation) => interpolation is Interpolation.Nearest or Interpolation.Bilinear ? interpolation
        : throw new ArgumentException($"interpolation: expected nearest or bilinear, got {interpolation}.");
}
