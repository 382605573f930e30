using System.Buffers;
using System.Buffers.Binary;

namespace DeepKeras.TensorFlow.Bundle;

/// <summary>A block of a table in the making: keys in order, each without what it shares with the one before.</summary>
internal sealed class TableBlockWriter(int restartInterval)
{
    private readonly ArrayBufferWriter<byte> entries = new();
    private readonly List<uint> restarts = [0];
    private byte[] last = [];
    private int sinceRestart;

    public bool IsEmpty => entries.WrittenCount == 0;

    /// <summary>The size that the block would have if it ended here.</summary>
    public int Size => entries.WrittenCount + (4 * restarts.Count) + 4;

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        int shared = 0;
        if (sinceRestart < restartInterval)
        {
            shared = key.CommonPrefixLength(last);
        }
        else
        {
            restarts.Add((uint)entries.WrittenCount);
            sinceRestart = 0;
        }

        Varint.Write(entries, (ulong)shared);
        Varint.Write(entries, (ulong)(key.Length - shared));
        Varint.Write(entries, (ulong)value.Length);
        entries.Write(key[shared..]);
        entries.Write(value);
        last = key.ToArray();
        sinceRestart++;
    }

    /// <summary>Ends the block and starts over.</summary>
    public byte[] Finish()
    {
        foreach (uint restart in restarts)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(entries.GetSpan(4), restart);
            entries.Advance(4);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(entries.GetSpan(4), (uint)restarts.Count);
        entries.Advance(4);
        byte[] block = entries.WrittenSpan.ToArray();
        entries.ResetWrittenCount();
        restarts.Clear();
        restarts.Add(0);
        last = [];
        sinceRestart = 0;
        return block;
    }
}
