using System.Text;

namespace DeepKeras.Saving.Hdf5;

/// <summary>Makes strings of stored text elements.</summary>
internal static class Hdf5Text
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static string[] Decode(Hdf5Source source, Hdf5GlobalHeap heap, Hdf5Datatype type, ReadOnlySpan<byte> bytes, string path)
    {
        if (type.Type != Hdf5Type.String)
        {
            throw source.Fail(path, "text", type.Name);
        }

        if (type.VariableLength && type.Size != 8 + source.OffsetSize)
        {
            throw source.Fail(path, $"text elements of {8 + source.OffsetSize} bytes", $"{type.Size}");
        }

        var values = new string[bytes.Length / type.Size];
        long total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * type.Size, type.Size);
            ReadOnlySpan<byte> text = type.VariableLength ? Resolve(source, heap, element, path) : element;
            total += text.Length;
            if (type.VariableLength && total > source.Length)
            {
                throw source.Fail(path, "text no longer than the file", "elements that share their text many times over");
            }

            int end = text.IndexOf((byte)0);
            text = end < 0 ? text : text[..end];
            text = type.SpacePadded ? text.TrimEnd((byte)' ') : text;
            try
            {
                values[i] = StrictUtf8.GetString(text);
            }
            catch (DecoderFallbackException)
            {
                throw source.Fail(path, "UTF-8 text", $"other bytes in element {i}");
            }
        }

        return values;
    }

    private static ReadOnlySpan<byte> Resolve(Hdf5Source source, Hdf5GlobalHeap heap, ReadOnlySpan<byte> element, string path)
    {
        var cursor = new Hdf5Cursor(source, element, path, "text element");
        uint length = cursor.U32();
        long address = cursor.Offset();
        uint index = cursor.U32();
        if (length == 0 || address is 0 or Hdf5Source.Undefined)
        {
            return [];
        }

        ReadOnlySpan<byte> stored = heap.Find(address, index, path).Span;
        return length <= stored.Length
            ? stored[..(int)length]
            : throw source.Fail(path, $"text of {length} bytes", $"{stored.Length} in the heap");
    }
}
