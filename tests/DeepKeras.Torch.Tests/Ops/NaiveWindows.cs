using DeepKeras.Operations;

namespace DeepKeras.Torch.Tests.Operations;

/// <summary>Convolutions, pooling and resizing as their definitions say, one element at a time.</summary>
internal static class NaiveWindows
{
    public static Plain Conv(Plain x, Plain kernel, Conv op)
    {
        int space = op.Strides.Count;
        (int[] sizes, int[] before) = Layout(x, kernel.Shape[..space], [.. op.Strides.Span], [.. op.Dilations.Span], op.Pads);
        int channels = kernel.Shape[space];
        int perGroup = kernel.Shape[^1] / op.Groups;
        return Plain.Of([x.Shape[0], .. sizes, kernel.Shape[^1]], index =>
        {
            double sum = 0;
            foreach (int[] offset in Offsets(kernel.Shape[..space]))
            {
                int[] at = [.. offset.Select((o, i) => (index[i + 1] * op.Strides[i]) + (o * op.Dilations[i]) - before[i])];
                if (Inside(x, at))
                {
                    int first = index[^1] / perGroup * channels;
                    for (int c = 0; c < channels; c++)
                    {
                        sum += x[[index[0], .. at, first + c]] * kernel[[.. offset, c, index[^1]]];
                    }
                }
            }

            return sum;
        });
    }

    /// <summary>Every input element paints the window, times itself, onto a canvas, which is then cropped.</summary>
    public static Plain ConvTranspose(Plain x, Plain kernel, ConvTranspose op)
    {
        int space = op.Strides.Count;
        int[] sizes = new int[space];
        for (int i = 0; i < space; i++)
        {
            int painted = ((x.Shape[i + 1] - 1) * op.Strides[i]) + ((kernel.Shape[i] - 1) * op.Dilations[i]) + 1;
            sizes[i] = painted - op.Pads[2 * i] - op.Pads[(2 * i) + 1] + op.OutputPads[i];
        }

        Plain result = Plain.Of([x.Shape[0], .. sizes, kernel.Shape[^2]], _ => 0);
        double[] data = result.Data;
        Plain places = new(result.Shape, [.. Enumerable.Range(0, data.Length).Select(i => (double)i)]);
        Plain.Of(x.Shape, index =>
        {
            foreach (int[] offset in Offsets(kernel.Shape[..space]))
            {
                int[] at = [.. offset.Select((o, i) => (index[i + 1] * op.Strides[i]) + (o * op.Dilations[i]) - op.Pads[2 * i])];
                for (int f = 0; f < kernel.Shape[^2] && Inside(result, at); f++)
                {
                    data[(int)places[[index[0], .. at, f]]] += x[index] * kernel[[.. offset, f, index[^1]]];
                }
            }

            return 0;
        });
        return result;
    }

    public static Plain Pool(Plain x, Pool op)
    {
        int[] window = [.. op.Window.Span];
        (int[] sizes, int[] before) = Layout(x, window, [.. op.Strides.Span], [.. window.Select(_ => 1)], op.Pads);
        return Plain.Of([x.Shape[0], .. sizes, x.Shape[^1]], index =>
        {
            double[] seen = [.. Offsets(window)
                .Select(offset => offset.Select((o, i) => (index[i + 1] * op.Strides[i]) + o - before[i]).ToArray())
                .Where(at => Inside(x, at))
                .Select(at => x[[index[0], .. at, index[^1]]])];
            return op.Kind == PoolKind.Max ? seen.Max() : seen.Average();
        });
    }

    /// <summary>Pixels are squares, and a value stands in its square's middle.</summary>
    public static Plain Resize(Plain x, Resize op) => Plain.Of([x.Shape[0], op.Height, op.Width, x.Shape[3]], index =>
    {
        double row = (index[1] + 0.5) * x.Shape[1] / op.Height;
        double column = (index[2] + 0.5) * x.Shape[2] / op.Width;
        if (op.Method == ResizeMethod.Nearest)
        {
            return x[index[0], (int)row, (int)column, index[3]];
        }

        double Across(int r) => Between(column - 0.5, x.Shape[2], c => x[index[0], r, c, index[3]]);
        return Between(row - 0.5, x.Shape[1], Across);
    });

    private static double Between(double position, int size, Func<int, double> value)
    {
        double clamped = Math.Clamp(position, 0, size - 1);
        int low = (int)clamped;
        return value(low) + ((clamped - low) * (value(Math.Min(low + 1, size - 1)) - value(low)));
    }

    /// <summary>How many windows fit each axis, and the padding before it. TensorFlow's SAME: ⌈size / stride⌉ windows, the odd zero at the far side.</summary>
    private static (int[] Sizes, int[] Before) Layout(Plain x, int[] window, int[] strides, int[] dilations, AxisList pads)
    {
        int[] sizes = new int[window.Length];
        int[] before = new int[window.Length];
        for (int i = 0; i < window.Length; i++)
        {
            int size = x.Shape[i + 1];
            int extent = ((window[i] - 1) * dilations[i]) + 1;
            if (pads.Count == 0)
            {
                sizes[i] = (int)Math.Ceiling(size / (double)strides[i]);
                before[i] = Math.Max(0, ((sizes[i] - 1) * strides[i]) + extent - size) / 2;
            }
            else
            {
                before[i] = pads[2 * i];
                sizes[i] = 0;
                while ((sizes[i] * strides[i]) + extent <= size + pads[2 * i] + pads[(2 * i) + 1])
                {
                    sizes[i]++;
                }
            }
        }

        return (sizes, before);
    }

    private static List<int[]> Offsets(int[] window)
    {
        var offsets = new List<int[]>();
        Plain.Of(window, index =>
        {
            offsets.Add([.. index]);
            return 0;
        });
        return offsets;
    }

    private static bool Inside(Plain x, int[] at) => !at.Where((position, i) => position < 0 || position >= x.Shape[i + 1]).Any();
}
