namespace DeepKeras.Bench;

/// <summary>The synthetic data of the workloads: functions of a seed and an index, so that every language makes the same bits.</summary>
internal static class WorkloadData
{
    /// <summary>A number in [0, 1) with 24 random bits: SplitMix64's finalizer over (seed, index).</summary>
    public static float U(int seed, long index)
    {
        unchecked
        {
            ulong z = (((ulong)seed << 40) + (ulong)index + 1) * 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return (z >> 40) * (1f / (1 << 24));
        }
    }

    /// <summary><paramref name="count"/> numbers of one seed, row-major.</summary>
    public static float[] Uniform(int seed, long count)
    {
        var values = new float[count];
        for (long i = 0; i < count; i++)
            values[i] = U(seed, i);
        return values;
    }

    /// <summary>Noise with a brighter band at the label's place: x is (rows, features), y in 0..9.</summary>
    public static (float[] X, int[] Y) Images(int rows, int features)
    {
        float[] x = Uniform(1, (long)rows * features);
        var y = new int[rows];
        int width = features / 10;
        for (int r = 0; r < rows; r++)
        {
            y[r] = (int)(10 * U(2, r));
            foreach (ref float v in x.AsSpan(r * features + y[r] * width, width))
                v += 0.1f;
        }
        return (x, y);
    }

    /// <summary>Random tokens below 10,000 whose last five tell the class: x is (rows, length), y 0 or 1, a tenth of them flipped.</summary>
    public static (int[] X, int[] Y) Sequences(int rows, int length)
    {
        var x = new int[rows * length];
        for (int i = 0; i < x.Length; i++)
            x[i] = (int)(10000 * U(3, i));
        var y = new int[rows];
        for (int r = 0; r < rows; r++)
        {
            int c = (int)(2 * U(4, r));
            x.AsSpan((r + 1) * length - 5, 5).Fill(c == 1 ? 7 : 3);
            y[r] = U(5, r) < 0.1f ? 1 - c : c;
        }
        return (x, y);
    }

    /// <summary>A small table of two classes: x is (rows, 20) in [−1, 1), y 0 or 1.</summary>
    public static (float[] X, int[] Y) Table(int rows = 1000)
    {
        const int features = 20;
        float[] x = Uniform(6, rows * features);
        var y = new int[rows];
        for (int i = 0; i < x.Length; i++)
            x[i] = 2 * x[i] - 1;
        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<float> row = x.AsSpan(r * features, features);
            y[r] = row[0] + row[1] * row[2] - 0.5f * row[3] > 0 ? 1 : 0;
        }
        return (x, y);
    }
}
