using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepKeras.Saving.Hdf5;

/// <summary>Casts stored numbers.</summary>
internal static class Hdf5Numbers
{
    /// <summary>Whether elements of this type are <typeparamref name="T"/>, byte for byte.</summary>
    public static bool Is<T>(Hdf5Datatype type) => !type.BigEndian && BitConverter.IsLittleEndian && type.Type switch
    {
        Hdf5Type.Int8 => typeof(T) == typeof(sbyte),
        Hdf5Type.Bool or Hdf5Type.UInt8 => typeof(T) == typeof(byte),
        Hdf5Type.Int16 => typeof(T) == typeof(short),
        Hdf5Type.UInt16 => typeof(T) == typeof(ushort),
        Hdf5Type.Int32 => typeof(T) == typeof(int),
        Hdf5Type.UInt32 => typeof(T) == typeof(uint),
        Hdf5Type.Int64 => typeof(T) == typeof(long),
        Hdf5Type.UInt64 => typeof(T) == typeof(ulong),
        Hdf5Type.Float16 => typeof(T) == typeof(Half),
        Hdf5Type.Float32 => typeof(T) == typeof(float),
        Hdf5Type.Float64 => typeof(T) == typeof(double),
        Hdf5Type.BFloat16 or Hdf5Type.String or Hdf5Type.Other => false,
    };

    /// <summary>Turns big-endian elements into little-endian ones, in place.</summary>
    public static void ToLittleEndian(Hdf5Datatype type, Span<byte> bytes)
    {
        if (!type.BigEndian)
        {
            return;
        }

        switch (type.Size)
        {
            case 2:
                Span<short> words = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 4:
                Span<int> longs = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
            case 8:
                Span<long> quads = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(quads, quads);
                break;
        }
    }

    /// <summary>Casts elements as stored: rounded between floats, cut towards zero from float to integer, refused where an integer cannot hold the value.</summary>
    public static void Convert<T>(Hdf5Source source, Hdf5Datatype type, ReadOnlySpan<byte> bytes, Span<T> into, string path)
        where T : unmanaged, INumberBase<T>
    {
        try
        {
            switch (type.Type)
            {
                case Hdf5Type.Bool or Hdf5Type.UInt8:
                    Cast<byte, T>(type, bytes, into);
                    break;
                case Hdf5Type.Int8:
                    Cast<sbyte, T>(type, bytes, into);
                    break;
                case Hdf5Type.Int16:
                    Cast<short, T>(type, bytes, into);
                    break;
                case Hdf5Type.UInt16:
                    Cast<ushort, T>(type, bytes, into);
                    break;
                case Hdf5Type.Int32:
                    Cast<int, T>(type, bytes, into);
                    break;
                case Hdf5Type.UInt32:
                    Cast<uint, T>(type, bytes, into);
                    break;
                case Hdf5Type.Int64:
                    Cast<long, T>(type, bytes, into);
                    break;
                case Hdf5Type.UInt64:
                    Cast<ulong, T>(type, bytes, into);
                    break;
                case Hdf5Type.Float16:
                    Cast<Half, T>(type, bytes, into);
                    break;
                case Hdf5Type.BFloat16:
                    for (int i = 0; i < into.Length; i++)
                    {
                        ReadOnlySpan<byte> at = bytes.Slice(2 * i, 2);
                        int bits = type.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);
                        into[i] = T.CreateChecked(BitConverter.Int32BitsToSingle(bits << 16));
                    }

                    break;
                case Hdf5Type.Float32:
                    Cast<float, T>(type, bytes, into);
                    break;
                case Hdf5Type.Float64:
                    Cast<double, T>(type, bytes, into);
                    break;
                case Hdf5Type.String or Hdf5Type.Other:
                    throw source.Fail(path, "numbers", type.Name);
            }
        }
        catch (OverflowException)
        {
            throw source.Fail(path, $"numbers that fit in {typeof(T).Name}", $"a {type.Name} that does not");
        }
    }

    private static void Cast<TFrom, T>(Hdf5Datatype type, ReadOnlySpan<byte> bytes, Span<T> into)
        where TFrom : unmanaged, INumberBase<TFrom>
        where T : unmanaged, INumberBase<T>
    {
        int size = type.Size;
        Span<byte> element = stackalloc byte[8];
        for (int i = 0; i < into.Length; i++)
        {
            scoped ReadOnlySpan<byte> at = bytes.Slice(i * size, size);
            if (type.BigEndian == BitConverter.IsLittleEndian)
            {
                for (int j = 0; j < size; j++)
                {
                    element[size - 1 - j] = at[j];
                }

                at = element[..size];
            }

            into[i] = T.CreateChecked(MemoryMarshal.Read<TFrom>(at));
        }
    }
}
