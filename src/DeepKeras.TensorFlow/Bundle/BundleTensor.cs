using System.Buffers;
using System.Buffers.Binary;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.Bundle;

/// <summary>A tensor to be written under a key. Its bytes are asked for when its turn comes, and go to the file as they stand in memory.</summary>
internal abstract class BundleTensor(string key, DataType type, IReadOnlyList<long> shape)
{
    public string Key { get; } = key;

    public DataType Type { get; } = type;

    public IReadOnlyList<long> Shape { get; } = shape;

    /// <summary>Writes the bytes; gives how many there are and the checksum, not masked.</summary>
    public abstract (long Size, uint Crc) Write(Stream output);

    /// <summary>A variable's value.</summary>
    public static BundleTensor Of(string key, Variable variable) => new Numbers(key, variable.DType, variable.Shape, () => variable.Host);

    public static BundleTensor Of(string key, HostArray value) => new Numbers(key, value.Type, value.Shape, () => value);

    /// <summary>Strings; their bytes mean nothing to TensorFlow.</summary>
    public static BundleTensor Of(string key, IReadOnlyList<ReadOnlyMemory<byte>> values, IReadOnlyList<long> shape) => new Strings(key, values, shape);

    private sealed class Numbers(string key, DType type, Shape shape, Func<HostArray> value)
        : BundleTensor(key, type.ToTensorFlow(), [.. shape.Select(size => (long)size)])
    {
        public override (long Size, uint Crc) Write(Stream output)
        {
            ReadOnlySpan<byte> bytes = value().Bytes;
            output.Write(bytes);
            return (bytes.Length, Crc32C.Of(bytes));
        }
    }

    private sealed class Strings(string key, IReadOnlyList<ReadOnlyMemory<byte>> values, IReadOnlyList<long> shape)
        : BundleTensor(key, DataType.DtString, shape)
    {
        public override (long Size, uint Crc) Write(Stream output)
        {
            var lengths = new ArrayBufferWriter<byte>();
            uint crc = 0;
            Span<byte> word = stackalloc byte[sizeof(uint)];
            foreach (ReadOnlyMemory<byte> value in values)
            {
                Varint.Write(lengths, (ulong)value.Length);
                BinaryPrimitives.WriteUInt32LittleEndian(word, (uint)value.Length);
                crc = Crc32C.Extend(crc, word);
            }

            BinaryPrimitives.WriteUInt32LittleEndian(word, Crc32C.Mask(crc));
            crc = Crc32C.Extend(crc, word);
            output.Write(lengths.WrittenSpan);
            output.Write(word);
            long size = lengths.WrittenCount + word.Length;
            foreach (ReadOnlyMemory<byte> value in values)
            {
                output.Write(value.Span);
                crc = Crc32C.Extend(crc, value.Span);
                size += value.Length;
            }

            return (size, crc);
        }
    }
}
