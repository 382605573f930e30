namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>A sparse matrix of floats, row by row, with ascending column indices in a row.</summary>
/// <param name="width">The number of columns.</param>
/// <param name="starts">Where each row begins in <paramref name="indices"/>, and a last entry for the end.</param>
/// <param name="indices">The column of each value.</param>
/// <param name="values">The values that are not zero.</param>
public sealed class SparseRows(int width, int[] starts, int[] indices, float[] values)
{
    /// <summary>The number of rows.</summary>
    public int Rows => starts.Length - 1;

    /// <summary>The number of columns.</summary>
    public int Width => width;

    /// <summary>The columns of a row's values, ascending.</summary>
    /// <param name="row">From 0.</param>
    public ReadOnlySpan<int> Indices(int row) => indices.AsSpan(starts[row], starts[row + 1] - starts[row]);

    /// <summary>A row's values, beside <see cref="Indices"/>.</summary>
    /// <param name="row">From 0.</param>
    public ReadOnlySpan<float> Values(int row) => values.AsSpan(starts[row], starts[row + 1] - starts[row]);
}
