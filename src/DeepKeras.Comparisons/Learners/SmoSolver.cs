using System.Numerics.Tensors;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// The dual of a support vector machine with the Gaussian kernel, by sequential minimal optimization (Platt 1998) with pairs chosen by second
/// order (Fan, Chen, Lin, "Working Set Selection Using Second Order Information for Training Support Vector Machines", 2005), to 1e-3 as LIBSVM.
/// </summary>
internal sealed class SmoSolver
{
    private const double Tolerance = 1e-3, Tiny = 1e-12;
    private const long KernelFloats = 64L << 20;
    private readonly int n, width;
    private readonly int[] of;
    private readonly sbyte[] y;
    private readonly float[] rows;
    private readonly double gamma, c;
    private readonly double[] alpha, gradient;
    private readonly float[]?[] kernel;
    private readonly Queue<int> kept = new();
    private readonly int mostKept;
    private readonly CancellationToken cancellation;

    /// <param name="of">The rows that take part.</param>
    /// <param name="y">Their signs, -1 or 1.</param>
    /// <param name="rows">All rows, row-major.</param>
    /// <param name="width">Columns of a row.</param>
    /// <param name="gamma">Of the kernel.</param>
    /// <param name="c">The bound of the multipliers.</param>
    /// <param name="cancellation">Stops it.</param>
    public SmoSolver(int[] of, sbyte[] y, float[] rows, int width, double gamma, double c, CancellationToken cancellation)
    {
        n = of.Length;
        this.of = of;
        this.y = y;
        this.rows = rows;
        this.width = width;
        this.gamma = gamma;
        this.c = c;
        this.cancellation = cancellation;
        alpha = new double[n];
        gradient = new double[n];
        Array.Fill(gradient, -1);
        kernel = new float[n][];
        mostKept = (int)Math.Max(2, Math.Min(n, KernelFloats / n));
    }

    /// <summary>Multipliers and bias: f(x) = Σ α y K(x) + bias.</summary>
    public (double[] Alpha, double Bias) Solve()
    {
        long most = Math.Max(10_000_000, 100L * n);
        for (long step = 0; step < most; step++)
        {
            if (step % 256 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (Pick() is not (int i, int j))
            {
                break;
            }

            Update(i, j);
        }

        return (alpha, Bias());
    }

    private (int I, int J)? Pick()
    {
        int i = -1;
        double highest = double.NegativeInfinity;
        for (int t = 0; t < n; t++)
        {
            if (CanRise(t) && -y[t] * gradient[t] >= highest)
            {
                (highest, i) = (-y[t] * gradient[t], t);
            }
        }

        if (i < 0)
        {
            return null;
        }

        float[] row = Row(i);
        int j = -1;
        double lowest = double.PositiveInfinity, best = double.PositiveInfinity;
        for (int t = 0; t < n; t++)
        {
            if (!CanFall(t))
            {
                continue;
            }

            double value = -y[t] * gradient[t], gap = highest - value;
            lowest = Math.Min(lowest, value);
            if (gap > 0)
            {
                double curvature = Math.Max(2 - (2 * row[t]), Tiny), gain = -gap * gap / curvature;
                if (gain <= best)
                {
                    (best, j) = (gain, t);
                }
            }
        }

        return j < 0 || highest - lowest < Tolerance ? null : (i, j);
    }

    private void Update(int i, int j)
    {
        float[] ki = Row(i), kj = Row(j);
        double curvature = Math.Max(2 - (2 * ki[j]), Tiny);
        double oldI = alpha[i], oldJ = alpha[j];
        double step = ((-y[i] * gradient[i]) + (y[j] * gradient[j])) / curvature;

        // Along y_i α_i + y_j α_j = constant, within the box.
        step = Math.Min(step, y[i] > 0 ? c - oldI : oldI);
        step = Math.Min(step, y[j] > 0 ? oldJ : c - oldJ);
        alpha[i] = Snap(oldI + (y[i] * step));
        alpha[j] = Snap(oldJ - (y[j] * step));
        double di = alpha[i] - oldI, dj = alpha[j] - oldJ;
        for (int t = 0; t < n; t++)
        {
            gradient[t] += y[t] * ((y[i] * ki[t] * di) + (y[j] * kj[t] * dj));
        }
    }

    private double Snap(double value) => value < 1e-12 * c ? 0 : value > c * (1 - 1e-12) ? c : value;

    private bool CanRise(int t) => y[t] > 0 ? alpha[t] < c : alpha[t] > 0;

    private bool CanFall(int t) => y[t] > 0 ? alpha[t] > 0 : alpha[t] < c;

    // The mean over free multipliers, else the middle of what the bound ones allow.
    private double Bias()
    {
        double sum = 0, upper = double.PositiveInfinity, lower = double.NegativeInfinity;
        int free = 0;
        for (int t = 0; t < n; t++)
        {
            double value = -y[t] * gradient[t];
            if (alpha[t] > 0 && alpha[t] < c)
            {
                sum += value;
                free++;
            }
            else if (CanRise(t))
            {
                lower = Math.Max(lower, value);
            }
            else
            {
                upper = Math.Min(upper, value);
            }
        }

        return free > 0 ? sum / free : (upper + lower) / 2;
    }

    private float[] Row(int i)
    {
        if (kernel[i] is { } known)
        {
            return known;
        }

        if (kept.Count >= mostKept)
        {
            kernel[kept.Dequeue()] = null;
        }

        var row = new float[n];
        ReadOnlySpan<float> x = rows.AsSpan(of[i] * width, width);
        for (int t = 0; t < n; t++)
        {
            double distance = TensorPrimitives.Distance(x, rows.AsSpan(of[t] * width, width));
            row[t] = (float)Math.Exp(-gamma * distance * distance);
        }

        kernel[i] = row;
        kept.Enqueue(i);
        return row;
    }
}
