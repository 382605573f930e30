namespace DeepKeras.Layers;

/// <summary>Colours of images whose last axis is red, green and blue.</summary>
internal static class Colours
{
    private static readonly float[] Weights = [0.2989f, 0.5870f, 0.1140f];

    /// <summary>How bright each pixel is: one channel.</summary>
    public static Tensor Grey(Tensor rgb)
    {
        Require(rgb);
        return Ops.Sum(rgb * Ops.Cast(Ops.Constant(Weights), rgb.DType), [-1], keepDims: true);
    }

    /// <summary>Hue from 0 to 1, saturation and value, one channel each.</summary>
    public static (Tensor Hue, Tensor Saturation, Tensor Value) ToHsv(Tensor rgb)
    {
        (Tensor r, Tensor g, Tensor b) = Channels(rgb);
        Tensor value = Ops.Max(rgb, [-1], keepDims: true);
        Tensor range = value - Ops.Min(rgb, [-1], keepDims: true);
        Tensor none = Ops.LessEqual(range, 0);
        Tensor saturation = Ops.Where(value > 0, range / Ops.Where(value > 0, value, 1), 0);
        Tensor unit = 1 / (6 * Ops.Where(none, 1, range));
        Tensor hue = Ops.Where(Ops.Equal(r, value), unit * (g - b), Ops.Where(Ops.Equal(g, value), (unit * (b - r)) + (2.0 / 6), (unit * (r - g)) + (4.0 / 6)));
        hue = Ops.Where(none, 0, hue);
        return (Ops.Where(hue < 0, hue + 1, hue), saturation, value);
    }

    /// <summary>Red, green and blue.</summary>
    public static Tensor FromHsv(Tensor hue, Tensor saturation, Tensor value)
    {
        Tensor sixths = hue * 6;
        Tensor r = Ops.Clip(Ops.Abs(sixths - 3) - 1, 0, 1);
        Tensor g = Ops.Clip(2 - Ops.Abs(sixths - 2), 0, 1);
        Tensor b = Ops.Clip(2 - Ops.Abs(sixths - 4), 0, 1);
        return (1 - saturation + (saturation * Ops.Concatenate([r, g, b], -1))) * value;
    }

    private static (Tensor Red, Tensor Green, Tensor Blue) Channels(Tensor rgb)
    {
        Require(rgb);
        return (Ops.Slice(rgb, -1, 0, 1), Ops.Slice(rgb, -1, 1, 2), Ops.Slice(rgb, -1, 2, 3));
    }

    private static void Require(Tensor rgb)
    {
        if (rgb.Shape[^1] != 3)
        {
            throw new ShapeException($"expected the channels red, green and blue, got {rgb.Shape}.");
        }
    }
}
