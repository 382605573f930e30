using System.Buffers.Binary;
using System.Text;

namespace DeepKeras.Saving.Hdf5;

/// <summary>Reads a block of metadata field by field and never past its end.</summary>
internal ref struct Hdf5Cursor(Hdf5Source source, ReadOnlySpan<byte> bytes, string path, string what)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; private set; }

    public readonly int Remaining => bytes.Length - Position;

    public readonly ModelFileException Fail(string expected, string actual) => source.Fail(path, $"{expected} in the {what}", actual);

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > Remaining)
        {
            throw Fail($"{count} bytes more", $"{Remaining}");
        }

        ReadOnlySpan<byte> taken = bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    public void Skip(long count) => Take(count);

    /// <summary>Moves on to the next multiple of 8 from the block's start.</summary>
    public void Align8() => Skip(-Position & 7);

    public byte U8() => Take(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>An unsigned number of 1 to 8 bytes that fits in a long.</summary>
    public long Unsigned(int size)
    {
        ulong value = Raw(size);
        return value <= long.MaxValue ? (long)value : throw Fail("a number below 2^63", $"{value}");
    }

    /// <summary>A length.</summary>
    public long Length() => Unsigned(source.LengthSize);

    /// <summary>A length, or <see cref="Hdf5Dataspace.Unlimited"/> where all bits are set.</summary>
    public long LengthOrUnlimited() => (long)Math.Min(Raw(source.LengthSize), long.MaxValue);

    /// <summary>An address, or <see cref="Hdf5Source.Undefined"/>.</summary>
    public long Offset()
    {
        ulong value = Raw(source.OffsetSize);
        ulong none = source.OffsetSize == 8 ? ulong.MaxValue : (1UL << (8 * source.OffsetSize)) - 1;
        return value == none ? Hdf5Source.Undefined
            : value <= long.MaxValue ? (long)value
            : throw Fail("an address below 2^63", $"{value}");
    }

    public void Expect(ReadOnlySpan<byte> signature)
    {
        ReadOnlySpan<byte> came = Take(signature.Length);
        if (!came.SequenceEqual(signature))
        {
            throw Fail($"the signature {Encoding.Latin1.GetString(signature)}", Convert.ToHexString(came));
        }
    }

    public void ExpectVersion(int version)
    {
        int came = U8();
        if (came != version)
        {
            throw Fail($"version {version}", $"{came}");
        }
    }

    /// <summary>Text up to a NUL, which is skipped, or up to the end of what remains.</summary>
    public string Text() => Text(Take(Math.Min(Remaining, bytes[Position..].IndexOf((byte)0) is var end and >= 0 ? end + 1 : Remaining)));

    /// <summary>Text of a fixed number of bytes, cut at its first NUL.</summary>
    public string Text(long count) => Text(Take(count));

    private readonly string Text(ReadOnlySpan<byte> span)
    {
        int end = span.IndexOf((byte)0);
        try
        {
            return StrictUtf8.GetString(end < 0 ? span : span[..end]);
        }
        catch (DecoderFallbackException)
        {
            throw Fail("UTF-8 text", "other bytes");
        }
    }

    private ulong Raw(int size)
    {
        ReadOnlySpan<byte> span = Take(size);
        ulong value = 0;
        for (int i = size - 1; i >= 0; i--)
        {
            value = (value << 8) | span[i];
        }

        return value;
    }
}
