namespace DeepKeras.Initializers;

/// <summary>
/// A distribution from which arrays are filled by its quantile function: one Philox word an element, in chunks of their own counters, so that
/// any number of threads gives the same values.
/// </summary>
internal readonly record struct Distribution
{
    private const int Chunk = 1 << 14;
    private const double Ulp = 1.0 / (1UL << 53);

    /// <summary>Φ(−2): what a normal distribution has below two standard deviations.</summary>
    private const double BelowTwo = 0.022750131948179195;

    private readonly Kind kind;
    private readonly double a;
    private readonly double b;

    private Distribution(Kind kind, double a, double b) => (this.kind, this.a, this.b) = (kind, a, b);

    private enum Kind
    {
        Uniform,
        Normal,
        TruncatedNormal,
    }

    /// <summary>Uniform in [low, high).</summary>
    public static Distribution Uniform(double low, double high) => new(Kind.Uniform, low, high);

    /// <summary>Normal.</summary>
    public static Distribution Normal(double mean, double deviation) => new(Kind.Normal, mean, deviation);

    /// <summary>Normal, cut at two standard deviations.</summary>
    public static Distribution TruncatedNormal(double mean, double deviation) => new(Kind.TruncatedNormal, mean, deviation);

    /// <summary>Fills an array of a floating-point type with values that are a function of the key and their place.</summary>
    public void Fill(HostArray array, ulong key)
    {
        Distribution self = this;
        int chunks = (int)((array.Elements + Chunk - 1) / Chunk);
        if (chunks <= 1)
        {
            FillChunk(array, key, 0);
        }
        else
        {
            Parallel.For(0, chunks, chunk => self.FillChunk(array, key, chunk));
        }
    }

    private void FillChunk(HostArray array, ulong key, int chunk)
    {
        long start = (long)chunk * Chunk;
        int count = (int)Math.Min(Chunk, array.Elements - start);
        ulong[] words = System.Buffers.ArrayPool<ulong>.Shared.Rent(Chunk);
        Philox.Words(words.AsSpan(0, count), key, (ulong)chunk);
        if (array.Type == DType.Float32)
        {
            Span<float> values = array.As<float>().Slice((int)start, count);
            float below = LargestFloatBelow(b);
            for (int i = 0; i < count; i++)
            {
                float value = (float)Value(words[i]);

                // The rounding to float32 must not reach the open bound.
                values[i] = kind == Kind.Uniform && value > below ? below : value;
            }
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                array[start + i] = Value(words[i]);
            }
        }

        System.Buffers.ArrayPool<ulong>.Shared.Return(words);
    }

    private double Value(ulong word)
    {
        ulong bits = word >> 11;
        return kind switch
        {
            Kind.Uniform => a + ((b - a) * (bits * Ulp)),
            Kind.Normal => a + (b * NormalQuantile.Of((bits + 0.5) * Ulp)),
            _ => a + (b * NormalQuantile.Of(BelowTwo + ((1 - (2 * BelowTwo)) * ((bits + 0.5) * Ulp)))),
        };
    }

    private float LargestFloatBelow(double bound)
    {
        float rounded = (float)bound;
        return rounded < bound || bound <= a ? rounded : MathF.BitDecrement(rounded);
    }
}
