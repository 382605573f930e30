using System.Buffers.Binary;
using System.Text;

namespace DeepKeras.Saving.Hdf5;

/// <summary>Puts texts of variable length into global heap collections, each reserved in the file when it is begun.</summary>
internal sealed class Hdf5HeapBuilder(Hdf5Block file)
{
    private const int CollectionSize = 4096;
    private const int Prefix = 16;
    private int start, size, used, index;

    /// <summary>Stores a text and appends the 16 bytes that stand for it: length, collection, number.</summary>
    /// <remarks>A collection is appended to the file, so no other structure may be half-written there.</remarks>
    public void Reference(string text, Hdf5Block into)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (Array.IndexOf(bytes, (byte)0) >= 0)
        {
            throw new ArgumentException("HDF5 text ends at a NUL, which this text holds.", nameof(text));
        }

        if (bytes.Length == 0)
        {
            into.Zeros(16);
            return;
        }

        int needed = Prefix + ((bytes.Length + 7) & ~7);
        if (size == 0 || used + needed > size)
        {
            Begin(needed);
        }

        Span<byte> at = file.At(start + used, needed);
        BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)++index);
        BinaryPrimitives.WriteInt64LittleEndian(at[8..], bytes.Length);
        bytes.CopyTo(at[Prefix..]);
        used += needed;
        into.U32((uint)bytes.Length).U64((ulong)start).U32((uint)index);
    }

    /// <summary>Ends the last collection: what is left of it is object 0.</summary>
    public void Finish()
    {
        if (size - used >= Prefix)
        {
            BinaryPrimitives.WriteInt64LittleEndian(file.At(start + used + 8, 8), size - used);
        }
    }

    private void Begin(int needed)
    {
        Finish();
        file.Pad8();
        (start, size, used, index) = (file.Length, Math.Max(CollectionSize, Prefix + needed), Prefix, 0);
        file.Raw("GCOL"u8).U32(1).U64((ulong)size).Zeros(size - Prefix);
    }
}
