using Microsoft.ML.Data;

namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>Rows as shallow learners take them: dense columns first, then the n-grams of each text column.</summary>
internal sealed class EncodedRows(int rows, float[] dense, int denseWidth, IReadOnlyList<SparseRows> sparse)
{
    public int Rows => rows;

    public int Width { get; } = denseWidth + sparse.Sum(block => block.Width);

    /// <summary>The row as ML.NET's vector; a dense one copies nothing that a caller could change elsewhere.</summary>
    public VBuffer<float> Vector(int row)
    {
        ReadOnlySpan<float> head = dense.AsSpan(row * denseWidth, denseWidth);
        if (sparse.Count == 0)
        {
            return new VBuffer<float>(denseWidth, head.ToArray());
        }

        int count = denseWidth + sparse.Sum(block => block.Indices(row).Length);
        var indices = new int[count];
        var values = new float[count];
        for (int i = 0; i < denseWidth; i++)
        {
            indices[i] = i;
        }

        head.CopyTo(values);
        int at = denseWidth, offset = denseWidth;
        foreach (SparseRows block in sparse)
        {
            ReadOnlySpan<int> columns = block.Indices(row);
            block.Values(row).CopyTo(values.AsSpan(at));
            for (int i = 0; i < columns.Length; i++)
            {
                indices[at + i] = offset + columns[i];
            }

            at += columns.Length;
            offset += block.Width;
        }

        return new VBuffer<float>(Width, count, values, indices);
    }

    /// <summary>Writes the row into a dense span of <see cref="Width"/> floats.</summary>
    public void CopyTo(int row, Span<float> target)
    {
        dense.AsSpan(row * denseWidth, denseWidth).CopyTo(target);
        int offset = denseWidth;
        foreach (SparseRows block in sparse)
        {
            Span<float> part = target.Slice(offset, block.Width);
            part.Clear();
            ReadOnlySpan<int> columns = block.Indices(row);
            ReadOnlySpan<float> values = block.Values(row);
            for (int i = 0; i < columns.Length; i++)
            {
                part[columns[i]] = values[i];
            }

            offset += block.Width;
        }
    }

    /// <summary>The inner product of a row with <see cref="Width"/> weights.</summary>
    public double Dot(int row, ReadOnlySpan<float> weights)
    {
        double sum = 0;
        ReadOnlySpan<float> head = dense.AsSpan(row * denseWidth, denseWidth);
        for (int i = 0; i < head.Length; i++)
        {
            sum += (double)head[i] * weights[i];
        }

        int offset = denseWidth;
        foreach (SparseRows block in sparse)
        {
            ReadOnlySpan<int> columns = block.Indices(row);
            ReadOnlySpan<float> values = block.Values(row);
            for (int i = 0; i < columns.Length; i++)
            {
                sum += (double)values[i] * weights[offset + columns[i]];
            }

            offset += block.Width;
        }

        return sum;
    }
}
