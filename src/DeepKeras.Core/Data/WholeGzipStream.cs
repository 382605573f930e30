using System.IO.Compression;

namespace DeepKeras.Data;

/// <summary>
/// Decompresses gzip, and fails where the file was cut off; <see cref="GZipStream"/> ends there as if nothing were missing.
/// Gzip files may be strung together: a mark is compressed after the file, and comes out last only if the file was whole.
/// </summary>
internal sealed class WholeGzipStream : Stream
{
    private static readonly byte[] Mark = "\0\u0001whole until here"u8.ToArray();
    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly Stream compressed;
    private readonly GZipStream gzip;
    private readonly bool leaveOpen;
    private readonly byte[] buffer = new byte[(1 << 16) + Mark.Length];
    private int start;
    private int length;
    private bool end;

    public WholeGzipStream(Stream compressed, bool leaveOpen)
    {
        this.compressed = compressed;
        this.leaveOpen = leaveOpen;
        gzip = new GZipStream(new Followed(compressed), CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] target, int offset, int count) => Read(target.AsSpan(offset, count));

    public override int Read(Span<byte> target)
    {
        if (target.IsEmpty)
        {
            return 0;
        }

        // The last bytes are held back: they may be the mark.
        while (!end && length <= Mark.Length)
        {
            buffer.AsSpan(start, length).CopyTo(buffer);
            start = 0;
            int read = gzip.Read(buffer, length, buffer.Length - length);
            length += read;
            if (read == 0)
            {
                end = true;
                if (!buffer.AsSpan(0, length).SequenceEqual(Mark))
                {
                    throw new InvalidDataException("it ends before its data do, or something follows them.");
                }
            }
        }

        int ready = Math.Min(target.Length, end ? 0 : length - Mark.Length);
        buffer.AsSpan(start, ready).CopyTo(target);
        start += ready;
        length -= ready;
        return ready;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            gzip.Dispose();
            if (!leaveOpen)
            {
                compressed.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private static byte[] Compress(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    /// <summary>The compressed file, and after it the mark.</summary>
    private sealed class Followed(Stream first) : Stream
    {
        private readonly MemoryStream second = new(MarkMember);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] target, int offset, int count) => Read(target.AsSpan(offset, count));

        public override int Read(Span<byte> target)
        {
            int read = first.Read(target);
            return read > 0 || target.IsEmpty ? read : second.Read(target);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();
    }
}
