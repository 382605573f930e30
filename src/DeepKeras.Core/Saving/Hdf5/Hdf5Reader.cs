namespace DeepKeras.Saving.Hdf5;

/// <summary>
/// Reads HDF5 as h5py writes it: superblocks 0 to 3, groups of both kinds, contiguous, compact and chunked datasets, deflate, shuffle and
/// fletcher32. What leads out of the file is refused, and so is what asks for more memory or work than the file's size accounts for.
/// Not for several threads at once.
/// </summary>
internal sealed class Hdf5Reader : IDisposable
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10];

    private readonly Dictionary<long, Hdf5ObjectHeader> headers = [];

    private Hdf5Reader(Hdf5Source source)
    {
        Source = source;
        GlobalHeap = new Hdf5GlobalHeap(source);
    }

    /// <summary>The group that holds everything.</summary>
    public Hdf5Group Root { get; private set; } = null!;

    internal Hdf5Source Source { get; }

    internal Hdf5GlobalHeap GlobalHeap { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelFileException">It is not HDF5, or is damaged.</exception>
    public static Hdf5Reader Open(string path) => Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1), path, null);

    /// <summary>Opens a seekable stream, which is disposed with the reader, also when this fails.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="file">What errors call the file.</param>
    /// <param name="entry">What errors call the archive's entry, or null.</param>
    /// <exception cref="ModelFileException">It is not HDF5, or is damaged.</exception>
    public static Hdf5Reader Open(Stream stream, string file, string? entry)
    {
        var reader = new Hdf5Reader(new Hdf5Source(stream, file, entry));
        try
        {
            long root = reader.ReadSuperblock();
            reader.Root = new Hdf5Group(reader, "", reader.Header(root, "/"));
            return reader;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Dispose() => Source.Dispose();

    internal Hdf5ObjectHeader Header(long address, string path)
    {
        if (!headers.TryGetValue(address, out Hdf5ObjectHeader? header))
        {
            headers.Add(address, header = Hdf5ObjectHeader.Read(Source, address, path));
        }

        return header;
    }

    private long ReadSuperblock()
    {
        const string What = "superblock";
        Span<byte> signature = stackalloc byte[8];
        long at = 0;
        for (; ; at = at == 0 ? 512 : at * 2)
        {
            if (at > Source.FileLength - 12)
            {
                throw Source.Fail(null, "HDF5", Source.FileLength == 0 ? "an empty file" : "a file without HDF5's signature");
            }

            Source.Read(at, signature, "/", What);
            if (signature.SequenceEqual(Signature))
            {
                break;
            }
        }

        Source.Base = at;
        byte[] block = Source.ReadBlock(0, Math.Min(Source.Length, 128), "/", What);
        var cursor = new Hdf5Cursor(Source, block, "/", What);
        cursor.Skip(8);
        int version = cursor.U8();
        if (version > 3)
        {
            throw cursor.Fail("version 0 to 3", $"{version}");
        }

        cursor.Skip(version < 2 ? 4 : 0);
        Source.OffsetSize = cursor.U8();
        Source.LengthSize = cursor.U8();
        if (Source.OffsetSize is not (2 or 4 or 8) || Source.LengthSize is not (2 or 4 or 8))
        {
            throw cursor.Fail("offsets and lengths of 2, 4 or 8 bytes", $"{Source.OffsetSize} and {Source.LengthSize}");
        }

        cursor.Skip(version switch { 0 => 9, 1 => 13, _ => 1 });
        cursor.Skip(2 * Source.OffsetSize);
        long end = cursor.Offset();
        if (end > Source.FileLength)
        {
            throw Source.Fail(null, $"a file of {end} bytes", $"one cut off after {Source.FileLength}");
        }

        if (version < 2)
        {
            cursor.Skip(2 * Source.OffsetSize);
            return cursor.Offset();
        }

        long root = cursor.Offset();
        cursor.Skip(4);
        Hdf5Checksum.Verify(Source, block.AsSpan(0, cursor.Position), "/", What);
        return root;
    }
}
