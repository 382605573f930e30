namespace DeepKeras.Saving.Hdf5;

/// <summary>A datatype message: what an element is and how it is stored.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Size">The bytes of an element as stored.</param>
/// <param name="BigEndian">Whether numbers are stored with the high byte first.</param>
/// <param name="VariableLength">Whether it is text that lies in a global heap.</param>
/// <param name="SpacePadded">Whether fixed-length text is padded with blanks.</param>
/// <param name="Name">What errors call it; numpy's name for opaque bytes, <c>|V2</c>.</param>
internal sealed record Hdf5Datatype(Hdf5Type Type, int Size, bool BigEndian, bool VariableLength, bool SpacePadded, string Name)
{
    private static readonly string[] ClassNames =
        ["integer", "float", "time", "string", "bitfield", "opaque", "compound", "reference", "enumeration", "variable-length sequence", "array", "complex"];

    /// <summary>Parses the message; the cursor ends after it.</summary>
    public static Hdf5Datatype Parse(scoped ref Hdf5Cursor cursor, int depth = 0)
    {
        byte first = cursor.U8();
        int kind = first & 15, version = first >> 4;
        uint bits = cursor.U8() | ((uint)cursor.U16() << 8);
        uint size = cursor.U32();
        if (version is 0 or > 5 || kind >= ClassNames.Length)
        {
            throw cursor.Fail("a datatype of version 1 to 5 and a known class", $"version {version}, class {kind}");
        }

        if (size is 0 or > 1 << 24 || depth > 8)
        {
            throw cursor.Fail("a datatype of 1 to 2^24 bytes, nested at most 8 deep", $"{size} bytes, {depth} deep");
        }

        switch (kind)
        {
            case 0:
                return Integer(ref cursor, bits, (int)size);
            case 1:
                return Float(ref cursor, bits, (int)size);
            case 3:
                return new(Hdf5Type.String, (int)size, false, false, (bits & 15) == 2, "string");
            case 5:
                return new(Hdf5Type.Other, (int)size, false, false, false, $"|V{size}");
            case 8:
                return Enumeration(ref cursor, bits, (int)size, version, depth);
            case 9 when (bits & 15) == 1:
                _ = Parse(ref cursor, depth + 1);
                return new(Hdf5Type.String, (int)size, false, true, false, "string");
            default:
                return Other((int)size, ClassNames[kind]);
        }
    }

    private static Hdf5Datatype Other(int size, string name) => new(Hdf5Type.Other, size, false, false, false, name);

    private static Hdf5Datatype Number(Hdf5Type type, int size, uint bits) => new(type, size, (bits & 1) != 0, false, false, type.ToString().ToLowerInvariant());

    private static Hdf5Datatype Integer(scoped ref Hdf5Cursor cursor, uint bits, int size)
    {
        int offset = cursor.U16(), precision = cursor.U16();
        if (offset != 0 || precision != 8 * size)
        {
            return Other(size, $"integer of {precision} bits at bit {offset} of {size} bytes");
        }

        bool signed = (bits & 8) != 0;
        return size switch
        {
            1 => Number(signed ? Hdf5Type.Int8 : Hdf5Type.UInt8, size, bits),
            2 => Number(signed ? Hdf5Type.Int16 : Hdf5Type.UInt16, size, bits),
            4 => Number(signed ? Hdf5Type.Int32 : Hdf5Type.UInt32, size, bits),
            8 => Number(signed ? Hdf5Type.Int64 : Hdf5Type.UInt64, size, bits),
            _ => Other(size, $"integer of {size} bytes"),
        };
    }

    private static Hdf5Datatype Float(scoped ref Hdf5Cursor cursor, uint bits, int size)
    {
        int offset = cursor.U16(), precision = cursor.U16();
        int exponentAt = cursor.U8(), exponentSize = cursor.U8(), mantissaAt = cursor.U8(), mantissaSize = cursor.U8();
        uint bias = cursor.U32();
        int sign = (int)((bits >> 8) & 255), normalization = (int)((bits >> 4) & 3);
        bool plain = offset == 0 && mantissaAt == 0 && precision == 8 * size && (bits & 0x40) == 0
            && sign == precision - 1 && exponentAt == mantissaSize && normalization == 2;
        return (plain, size, exponentSize, mantissaSize, bias) switch
        {
            (true, 2, 5, 10, 15) => Number(Hdf5Type.Float16, size, bits),
            (true, 2, 8, 7, 127) => Number(Hdf5Type.BFloat16, size, bits),
            (true, 4, 8, 23, 127) => Number(Hdf5Type.Float32, size, bits),
            (true, 8, 11, 52, 1023) => Number(Hdf5Type.Float64, size, bits),
            _ => Other(size, $"float of {precision} bits with {exponentSize} for the exponent"),
        };
    }

    private static Hdf5Datatype Enumeration(scoped ref Hdf5Cursor cursor, uint bits, int size, int version, int depth)
    {
        Hdf5Datatype number = Parse(ref cursor, depth + 1);
        var names = new List<string>();
        for (uint i = 0; i < (bits & 0xffff); i++)
        {
            int start = cursor.Position;
            names.Add(cursor.Text());
            if (version < 3)
            {
                cursor.Skip(-(cursor.Position - start) & 7);
            }
        }

        if (number.Size != size)
        {
            throw cursor.Fail($"an enumeration of {size} bytes", $"one of {number.Size}");
        }

        ReadOnlySpan<byte> values = cursor.Take((long)names.Count * size);
        return names is ["FALSE", "TRUE"] && number.Type is Hdf5Type.Int8 or Hdf5Type.UInt8 && values is [0, 1]
            ? number with { Type = Hdf5Type.Bool, Name = "bool" }
            : number;
    }
}
