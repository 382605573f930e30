using System.Buffers;
using System.Buffers.Binary;
using DeepKeras.Saving;

namespace DeepKeras.TensorFlow.Bundle;

/// <summary>A sorted table of keys and values, as LevelDB and TensorFlow lay it out; the same bytes as TensorFlow writes.</summary>
internal sealed class TableWriter(Stream output)
{
    public const ulong Magic = 0xdb4775248b80fb57;
    public const int FooterSize = 48;
    private const int BlockSize = 262144;

    private readonly TableBlockWriter data = new(restartInterval: 16);
    private readonly TableBlockWriter index = new(restartInterval: 1);
    private byte[] last = [];
    private (long Offset, long Size)? pending;
    private long written;

    /// <summary>Adds an entry; keys come in the order of their bytes.</summary>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (pending is { } block)
        {
            index.Add(Separator(last, key), Handle(block));
            pending = null;
        }

        data.Add(key, value);
        last = key.ToArray();
        if (data.Size >= BlockSize)
        {
            pending = Write(data.Finish());
        }
    }

    public void Finish()
    {
        if (!data.IsEmpty)
        {
            pending = Write(data.Finish());
        }

        (long, long) meta = Write(new TableBlockWriter(restartInterval: 16).Finish());
        if (pending is { } block)
        {
            index.Add(Successor(last), Handle(block));
        }

        (long, long) root = Write(index.Finish());
        Span<byte> footer = stackalloc byte[FooterSize];
        footer.Clear();
        byte[] handles = [.. Handle(meta), .. Handle(root)];
        handles.CopyTo(footer);
        BinaryPrimitives.WriteUInt64LittleEndian(footer[^8..], Magic);
        output.Write(footer);
    }

    private (long Offset, long Size) Write(byte[] block)
    {
        Span<byte> trailer = stackalloc byte[5];
        trailer[0] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[1..], Crc32C.Mask(Crc32C.Extend(Crc32C.Of(block), trailer[..1])));
        output.Write(block);
        output.Write(trailer);
        (long, long) handle = (written, block.Length);
        written += block.Length + trailer.Length;
        return handle;
    }

    private static byte[] Handle((long Offset, long Size) block)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Varint.Write(bytes, (ulong)block.Offset);
        Varint.Write(bytes, (ulong)block.Size);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A short key from the last of a block to before the first of the next.</summary>
    private static byte[] Separator(byte[] last, ReadOnlySpan<byte> next)
    {
        int common = next.CommonPrefixLength(last);
        return common < Math.Min(last.Length, next.Length) && last[common] < 0xFF && last[common] + 1 < next[common]
            ? [.. last[..common], (byte)(last[common] + 1)]
            : last;
    }

    /// <summary>A short key not before the last one of all.</summary>
    private static byte[] Successor(byte[] last)
    {
        int place = last.AsSpan().IndexOfAnyExcept((byte)0xFF);
        return place < 0 ? last : [.. last[..place], (byte)(last[place] + 1)];
    }
}
