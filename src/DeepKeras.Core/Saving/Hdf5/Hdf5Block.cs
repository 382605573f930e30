using System.Buffers.Binary;

namespace DeepKeras.Saving.Hdf5;

/// <summary>A growing block of little-endian fields.</summary>
internal sealed class Hdf5Block
{
    private byte[] bytes = new byte[64];

    public int Length { get; private set; }

    /// <summary>The address of what comes next, where this is the file.</summary>
    public ulong Position => (ulong)Length;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, Length);

    /// <summary>Bytes written before, to be patched.</summary>
    public Span<byte> At(int position, int count) => bytes.AsSpan(0, Length).Slice(position, count);

    public Hdf5Block Raw(ReadOnlySpan<byte> span)
    {
        span.CopyTo(Next(span.Length));
        return this;
    }

    public Hdf5Block U16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Next(2), checked((ushort)value));
        return this;
    }

    public Hdf5Block U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Next(4), value);
        return this;
    }

    public Hdf5Block U64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Next(8), value);
        return this;
    }

    public Hdf5Block Zeros(int count)
    {
        Next(count).Clear();
        return this;
    }

    public Hdf5Block Pad8() => Zeros(-Length & 7);

    private Span<byte> Next(int count)
    {
        int end = checked(Length + count);
        if (end > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(end, 2L * bytes.Length)));
        }

        Span<byte> next = bytes.AsSpan(Length, count);
        Length = end;
        return next;
    }
}
