using DeepKeras.Comparisons.Folds;
using DeepKeras.Data;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace DeepKeras.Comparisons.Probes;

/// <summary>Outputs as rows of at most so many numbers, and in two dimensions.</summary>
internal static class Projections
{
    private const int Stream = 6_000_011;

    /// <summary>The output itself, or fixed random signs' projections of it (Achlioptas, "Database-friendly random projections", 2003).</summary>
    public static float[,] Of(DataArray output, int width, int seed)
    {
        float[] values = output.ToFloats();
        int rows = output.Rows, from = values.Length / rows, to = Math.Min(from, width);
        var result = new float[rows, to];
        if (from == to)
        {
            Buffer.BlockCopy(values, 0, result, 0, values.Length * sizeof(float));
            return result;
        }

        SplitMix64 random = SplitMix64.For(seed, Stream);
        var signs = new float[to, from];
        float scale = (float)(1 / Math.Sqrt(to));
        for (int i = 0; i < to; i++)
        {
            for (int j = 0; j < from; j++)
            {
                signs[i, j] = (random.Next() >> 63) == 0 ? scale : -scale;
            }
        }

        Parallel.For(0, rows, row =>
        {
            ReadOnlySpan<float> x = values.AsSpan(row * from, from);
            for (int i = 0; i < to; i++)
            {
                result[row, i] = System.Numerics.Tensors.TensorPrimitives.Dot(x, System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref signs[i, 0], from));
            }
        });
        return result;
    }

    /// <summary>The first two principal components (Pearson 1901), (rows, 2), and the share of the variance that they hold.</summary>
    public static (double[,] Points, double Share) TwoDimensions(float[,] values)
    {
        int rows = values.GetLength(0), width = values.GetLength(1);
        Matrix<double> x = Matrix<double>.Build.Dense(rows, width, (i, j) => values[i, j]);
        Vector<double> means = x.ColumnSums() / rows;
        x = Matrix<double>.Build.Dense(rows, width, (i, j) => x[i, j] - means[j]);
        Evd<double> eigen = x.TransposeThisAndMultiply(x).Evd(Symmetricity.Symmetric);
        double[] variances = [.. eigen.EigenValues.Select(value => Math.Max(0, value.Real))];
        var points = new double[rows, 2];
        int[] order = [.. Enumerable.Range(0, width).OrderByDescending(i => variances[i]).Take(2)];
        for (int axis = 0; axis < order.Length; axis++)
        {
            Vector<double> along = x * eigen.EigenVectors.Column(order[axis]);

            // An eigenvector's sign means nothing: the larger side points up, so that the figure is the same on every machine.
            double sign = along.Max() >= -along.Min() ? 1 : -1;
            for (int row = 0; row < rows; row++)
            {
                points[row, axis] = sign * along[row];
            }
        }

        double all = variances.Sum();
        return (points, all > 0 ? order.Sum(i => variances[i]) / all : 0);
    }
}
