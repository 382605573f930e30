using Microsoft.Win32.SafeHandles;

namespace DeepKeras.Saving;

/// <summary>A part of a file, read-only and seekable. It owns its handle.</summary>
internal sealed class FileWindowStream(SafeFileHandle handle, long start, long length) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override int Read(Span<byte> buffer)
    {
        long left = Math.Max(0, length - position);
        int read = RandomAccess.Read(handle, buffer.Length <= left ? buffer : buffer[..(int)left], start + position);
        position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("the window is read-only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("the window is read-only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            handle.Dispose();
        }

        base.Dispose(disposing);
    }
}
