using DeepKeras.Comparisons.Preprocessing;

namespace DeepKeras.Comparisons.Learners;

/// <summary>Encoded rows as one row-major block of floats.</summary>
internal static class DenseRows
{
    public static float[] Of(EncodedRows rows)
    {
        var dense = new float[rows.Rows * rows.Width];
        for (int row = 0; row < rows.Rows; row++)
        {
            rows.CopyTo(row, dense.AsSpan(row * rows.Width, rows.Width));
        }

        return dense;
    }
}
