using DeepKeras.Comparisons.Preprocessing;

namespace DeepKeras.Comparisons.Learners;

/// <summary>Training rows column by column with each value as one of at most 256 bins, so that a split is found by counting.</summary>
internal sealed class BinnedColumns
{
    public const int MaximumBins = 256;

    private BinnedColumns(byte[][] bins, float[][] edges, int rows)
    {
        Bins = bins;
        Edges = edges;
        Rows = rows;
    }

    /// <summary>The bin of each row, for each column.</summary>
    public byte[][] Bins { get; }

    /// <summary>The largest value that still belongs to a bin, for each bin but the last, for each column.</summary>
    public float[][] Edges { get; }

    public int Rows { get; }

    public int Width => Bins.Length;

    public static BinnedColumns Of(EncodedRows rows)
    {
        var values = new float[rows.Width][];
        for (int column = 0; column < values.Length; column++)
        {
            values[column] = new float[rows.Rows];
        }

        var encoded = new float[rows.Width];
        for (int row = 0; row < rows.Rows; row++)
        {
            rows.CopyTo(row, encoded);
            for (int column = 0; column < encoded.Length; column++)
            {
                values[column][row] = encoded[column];
            }
        }

        var bins = new byte[rows.Width][];
        var edges = new float[rows.Width][];
        for (int column = 0; column < bins.Length; column++)
        {
            edges[column] = EdgesOf(values[column]);
            bins[column] = Array.ConvertAll(values[column], value => BinOf(edges[column], value));
        }

        return new BinnedColumns(bins, edges, rows.Rows);
    }

    // Midway between neighbouring values; with more values than bins, at equal counts of rows.
    private static float[] EdgesOf(float[] values)
    {
        float[] sorted = [.. values];
        Array.Sort(sorted);
        var places = new List<int>();
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] > sorted[i - 1])
            {
                places.Add(i);
            }
        }

        if (places.Count >= MaximumBins)
        {
            int[] all = [.. places];
            places.Clear();
            for (int bin = 1; bin < MaximumBins; bin++)
            {
                int wanted = (int)((long)sorted.Length * bin / MaximumBins);
                int found = Array.BinarySearch(all, wanted);
                int place = all[Math.Min(all.Length - 1, found < 0 ? ~found : found)];
                if (places.Count == 0 || place > places[^1])
                {
                    places.Add(place);
                }
            }
        }

        return [.. places.Select(place => Between(sorted[place - 1], sorted[place]))];
    }

    private static float Between(float below, float above)
    {
        float middle = (float)(((double)below + above) / 2);
        return middle < above ? middle : below;
    }

    private static byte BinOf(float[] edges, float value)
    {
        int found = Array.BinarySearch(edges, value);
        return (byte)(found < 0 ? ~found : found);
    }
}
