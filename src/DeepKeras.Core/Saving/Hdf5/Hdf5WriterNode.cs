namespace DeepKeras.Saving.Hdf5;

/// <summary>A group (with children) or a dataset (with data) that is to be written.</summary>
internal sealed class Hdf5WriterNode(Hdf5WriterData? data)
{
    public Hdf5WriterData? Data { get; } = data;

    /// <summary>The members of a group; null for a dataset.</summary>
    public Dictionary<string, Hdf5WriterNode>? Children { get; } = data is null ? new(StringComparer.Ordinal) : null;

    public List<Hdf5WriterAttribute> Attributes { get; } = [];

    /// <summary>The values of a dataset of text.</summary>
    public IReadOnlyList<string>? Strings { get; set; }
}

/// <summary>A dataset's type and extents, and what writes its values.</summary>
internal sealed record Hdf5WriterData(string Path, Hdf5Type Type, long[] Shape, long Count, Action<Stream>? Write)
{
    public long ByteLength => Count * (Type == Hdf5Type.String ? 16 : Type.ByteSize());
}

/// <summary>An attribute: texts (<see cref="IReadOnlyList{T}"/> of string) or whole numbers (of long).</summary>
internal sealed record Hdf5WriterAttribute(string Name, Hdf5Type Type, long[] Shape, object Values);
