namespace DeepKeras.Saving.Hdf5;

/// <summary>A member of a group: its name and the address of its object header, or what else it is.</summary>
/// <param name="Name">The name, without slashes.</param>
/// <param name="Address">The object header's address; meaningless for a link that leads elsewhere.</param>
/// <param name="Elsewhere">Null for an object of this file; else <c>soft link</c>, <c>external link</c>, …</param>
internal readonly record struct Hdf5Link(string Name, long Address, string? Elsewhere)
{
    /// <summary>Parses a link message of a group of the newer kind.</summary>
    public static Hdf5Link Parse(Hdf5Source source, ReadOnlySpan<byte> body, string path)
    {
        var cursor = new Hdf5Cursor(source, body, path, "link message");
        cursor.ExpectVersion(1);
        int flags = cursor.U8();
        int kind = (flags & 8) != 0 ? cursor.U8() : 0;
        cursor.Skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0));
        string name = cursor.Text(cursor.Unsigned(1 << (flags & 3)));
        return kind switch
        {
            0 => new(name, cursor.Offset(), null),
            1 => new(name, Hdf5Source.Undefined, "soft link"),
            64 => new(name, Hdf5Source.Undefined, "external link"),
            _ => new(name, Hdf5Source.Undefined, $"link of kind {kind}"),
        };
    }
}
