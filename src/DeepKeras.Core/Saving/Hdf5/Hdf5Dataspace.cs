namespace DeepKeras.Saving.Hdf5;

/// <summary>A dataspace message: the extents.</summary>
/// <param name="Shape">The extents; empty for a scalar, a single 0 where there is no value at all.</param>
/// <param name="Maximal">The extents that the dataset may grow to; <see cref="Unlimited"/> where nothing bounds them.</param>
/// <param name="Count">The product of the shape.</param>
internal sealed record Hdf5Dataspace(long[] Shape, long[] Maximal, long Count)
{
    public const long Unlimited = long.MaxValue;

    public static Hdf5Dataspace Parse(scoped ref Hdf5Cursor cursor)
    {
        int version = cursor.U8(), rank = cursor.U8();
        bool grows = (cursor.U8() & 1) != 0;
        int kind = cursor.U8();
        if (version is not (1 or 2) || rank > 32)
        {
            throw cursor.Fail("a dataspace of version 1 or 2 and at most 32 dimensions", $"version {version}, {rank} dimensions");
        }

        if (version == 1)
        {
            cursor.Skip(4);
        }
        else if (kind == 2)
        {
            return new([0], [0], 0);
        }

        var shape = new long[rank];
        UInt128 count = 1;
        for (int i = 0; i < rank; i++)
        {
            shape[i] = cursor.Length();
            count = count > long.MaxValue ? count : count * (ulong)shape[i];
        }

        if (Array.IndexOf(shape, 0L) >= 0)
        {
            count = 0;
        }

        if (count > long.MaxValue / 16)
        {
            throw cursor.Fail("extents whose product fits in memory", $"({string.Join(", ", shape)})");
        }

        long[] maximal = shape;
        if (grows)
        {
            maximal = new long[rank];
            for (int i = 0; i < rank; i++)
            {
                maximal[i] = cursor.LengthOrUnlimited();
                if (maximal[i] < shape[i])
                {
                    throw cursor.Fail($"extents of at most {maximal[i]}", $"{shape[i]}");
                }
            }
        }

        return new(shape, maximal, (long)count);
    }
}
