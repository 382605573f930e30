namespace DeepKeras.Saving.Hdf5;

/// <summary>
/// The bytes of an HDF5 file, read at any address and never past the end. It counts the metadata that is read: a sound file's
/// metadata is part of the file, so reading several times its length means that structures were made to overlap.
/// </summary>
internal sealed class Hdf5Source : IDisposable
{
    /// <summary>The address that stands for "none".</summary>
    public const long Undefined = -1;

    /// <summary>No piece of metadata is anywhere near this long.</summary>
    private const long MaximalBlock = 1 << 30;

    private readonly Stream stream;
    private readonly byte[] window = new byte[32768];
    private readonly string file;
    private readonly string? entry;
    private long windowStart;
    private int windowLength;
    private long budget;

    /// <param name="stream">A seekable stream; disposed with this.</param>
    /// <param name="file">What errors call the file.</param>
    /// <param name="entry">What errors call the entry of an archive that this is, or null.</param>
    public Hdf5Source(Stream stream, string file, string? entry)
    {
        this.stream = stream;
        this.file = file;
        this.entry = entry;
        FileLength = stream.Length;
        budget = (16L << 20) + (8 * Math.Min(FileLength, 1L << 50));
    }

    /// <summary>The bytes of the whole file.</summary>
    public long FileLength { get; }

    /// <summary>Where the superblock lies; addresses count from here.</summary>
    public long Base { get; set; }

    /// <summary>The bytes that can be addressed.</summary>
    public long Length => FileLength - Base;

    /// <summary>The bytes of an address in this file.</summary>
    public int OffsetSize { get; set; } = 8;

    /// <summary>The bytes of a length in this file.</summary>
    public int LengthSize { get; set; } = 8;

    /// <summary>An error at a place inside the file.</summary>
    public ModelFileException Fail(string? path, string expected, string actual, Exception? inner = null)
    {
        string? place = (entry, path) switch
        {
            (null, _) => path,
            (_, null) => entry,
            _ => $"{entry}: {path}",
        };
        return new ModelFileException(file, place, expected, actual, inner);
    }

    /// <summary>Reads metadata, with a bound on the sum of all such reads.</summary>
    public byte[] ReadBlock(long address, long count, string path, string what)
    {
        Check(address, count, path, what);
        budget -= count;
        if (budget < 0 || count > MaximalBlock)
        {
            throw Fail(path, "metadata no larger than the file", $"structures that overlap many times over, or one of {count} bytes");
        }

        var block = new byte[count];
        Read(address, block, path, what);
        return block;
    }

    /// <summary>Fills the span from an address.</summary>
    public void Read(long address, Span<byte> into, string path, string what)
    {
        Check(address, into.Length, path, what);
        long position = Base + address;
        if (into.Length > window.Length / 4)
        {
            ReadStream(position, into, path, what);
            return;
        }

        if (position < windowStart || position + into.Length > windowStart + windowLength)
        {
            int length = (int)Math.Min(window.Length, FileLength - position);
            windowLength = 0;
            ReadStream(position, window.AsSpan(0, length), path, what);
            windowStart = position;
            windowLength = length;
        }

        window.AsSpan((int)(position - windowStart), into.Length).CopyTo(into);
    }

    /// <summary>Holds that a range lies inside the file.</summary>
    public void Check(long address, long count, string path, string what)
    {
        if (address < 0 || count < 0 || address > Length - count)
        {
            throw Fail(path, $"{what} inside the file of {Length} bytes", address == Undefined ? "no address" : $"{count} bytes at {address}");
        }
    }

    public void Dispose() => stream.Dispose();

    private void ReadStream(long position, Span<byte> into, string path, string what)
    {
        stream.Position = position;
        int read = stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        if (read < into.Length)
        {
            throw Fail(path, $"{what} of {into.Length} bytes", $"{read} bytes and the end of the file");
        }
    }
}
