using DeepKeras.Operations;

namespace DeepKeras.Layers;

/// <summary>Images at another size, with half-pixel centres, as TensorFlow computes them.</summary>
internal static class ImageResizing
{
    /// <summary>TensorFlow's cubic looks its weights up in a table of so many steps a pixel.</summary>
    private const int CubicSteps = 1024;

    /// <param name="x">(batch, height, width, channels), height and width known.</param>
    /// <param name="height">The new height.</param>
    /// <param name="width">The new width.</param>
    /// <param name="interpolation">How new pixels come from the old ones.</param>
    /// <param name="antialias">Whether a smaller image's pixels come from all that they cover.</param>
    /// <exception cref="ShapeException">Height or width is unknown.</exception>
    public static Tensor Resized(Tensor x, int height, int width, Interpolation interpolation, bool antialias = false)
    {
        (int h, int w, int channels) = (x.Shape[1], x.Shape[2], x.Shape[3]);
        if (h < 0 || w < 0)
        {
            throw new ShapeException($"expected a known height and width for {interpolation} interpolation, got {x.Shape}.");
        }

        if (interpolation == Interpolation.Nearest || (interpolation == Interpolation.Bilinear && !antialias))
        {
            return Ops.Emit(new Resize(height, width, interpolation == Interpolation.Bilinear ? ResizeMethod.Bilinear : ResizeMethod.Nearest), x);
        }

        // Each axis is a fixed linear map.
        Tensor rows = Ops.MatMul(Ops.Cast(Weights(h, height, interpolation, antialias), x.DType), Ops.Reshape(x, ReshapeDims.Copy(0), h, channels < 0 ? ReshapeDims.Rest : w * channels));
        Tensor tall = Ops.Reshape(rows, ReshapeDims.Copy(0), height, w, channels < 0 ? ReshapeDims.Rest : channels);
        return Ops.MatMul(Ops.Cast(Weights(w, width, interpolation, antialias), x.DType), tall);
    }

    /// <summary>How much of each of <paramref name="from"/> old pixels is in each of <paramref name="to"/> new ones.</summary>
    private static Tensor Weights(int from, int to, Interpolation interpolation, bool antialias)
    {
        float[] weights = new float[to * from];
        for (int i = 0; i < to; i++)
        {
            Span<float> row = weights.AsSpan(i * from, from);
            double centre = (i + 0.5) * from / to;
            if (interpolation == Interpolation.Area)
            {
                Covered(row, i * (double)from / to, (i + 1) * (double)from / to);
            }
            else if (interpolation == Interpolation.Bicubic && !antialias)
            {
                Cubic(row, centre - 0.5);
            }
            else
            {
                Kernel(row, centre, antialias ? Math.Max((double)from / to, 1) : 1, interpolation);
            }

            float sum = 0;
            foreach (float weight in row)
            {
                sum += weight;
            }

            foreach (ref float weight in row)
            {
                weight /= sum;
            }
        }

        return Ops.Constant(weights, [to, from]);
    }

    /// <summary>How much of each pixel lies between two places.</summary>
    private static void Covered(Span<float> row, double start, double end)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (float)Math.Max(0, Math.Min(i + 1, end) - Math.Max(i, start));
        }
    }

    /// <summary>Keys's cubic with a = −0.5 (Cubic convolution interpolation for digital image processing, 1981); what lies outside is left out.</summary>
    private static void Cubic(Span<float> row, double position)
    {
        const double A = -0.5;
        int first = (int)Math.Floor(position);
        double offset = Math.Round((position - first) * CubicSteps, MidpointRounding.ToEven) / CubicSteps;
        for (int tap = -1; tap <= 2; tap++)
        {
            if (first + tap < 0 || first + tap >= row.Length)
            {
                continue;
            }

            double x = Math.Abs(offset - tap);
            row[first + tap] = (float)(x <= 1
                ? ((((A + 2) * x) - (A + 3)) * x * x) + 1
                : (((((A * x) - (5 * A)) * x) + (8 * A)) * x) - (4 * A));
        }
    }

    /// <summary>A kernel around the centre, so many pixels wide for one of its own.</summary>
    private static void Kernel(Span<float> row, double centre, double scale, Interpolation interpolation)
    {
        for (int i = 0; i < row.Length; i++)
        {
            double x = Math.Abs(i + 0.5 - centre) / scale;
            row[i] = (float)(interpolation switch
            {
                Interpolation.Bilinear => Math.Max(0, 1 - x),
                Interpolation.Bicubic => x <= 1 ? (((1.5 * x) - 2.5) * x * x) + 1 : x < 2 ? (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2 : 0,
                Interpolation.Lanczos3 => Lanczos(x, 3),
                _ => Lanczos(x, 5),
            });
        }
    }

    /// <summary>sin(πx) sin(πx / r) r / (πx)² within the radius (Duchon, Lanczos filtering in one and two dimensions, 1979).</summary>
    private static double Lanczos(double x, int radius) =>
        x > radius ? 0
        : x <= 1e-3 ? 1
        : radius * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / radius) / (Math.PI * Math.PI * x * x);
}
