using System.Runtime.InteropServices;

namespace DeepKeras.Saving.Hdf5;

/// <summary>Streams values without a second copy of them.</summary>
internal static class Hdf5Values
{
    /// <summary>Writes the bytes of the elements as they lie in memory.</summary>
    public static void Write<T>(Stream stream, ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        int piece = (4 << 20) / System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        for (int start = 0; start < values.Length; start += piece)
        {
            stream.Write(MemoryMarshal.AsBytes(values.Span[start..Math.Min(values.Length, start + piece)]));
        }
    }
}

/// <summary>Passes bytes on and counts them; cancels between two pieces.</summary>
internal sealed class Hdf5ValueStream(Stream stream, string path, long expected, CancellationToken cancellation) : Stream
{
    private long written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException("values are written front to back.");

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException("values are written front to back.");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        cancellation.ThrowIfCancellationRequested();
        written += buffer.Length;
        if (written > expected)
        {
            throw new InvalidOperationException($"{path}: expected {expected} bytes of values, got {written} or more.");
        }

        stream.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Holds that all values came.</summary>
    public void Finish()
    {
        if (written != expected)
        {
            throw new InvalidOperationException($"{path}: expected {expected} bytes of values, got {written}.");
        }
    }

    public override void Flush() => stream.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("values are written, not read.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("values are written front to back.");

    public override void SetLength(long value) => throw new NotSupportedException("values are written front to back.");
}
