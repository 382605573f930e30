namespace DeepKeras.Saving.Hdf5;

/// <summary>A group or a dataset.</summary>
internal abstract class Hdf5Node
{
    private readonly Hdf5ObjectHeader header;
    private Dictionary<string, Hdf5Attribute>? attributes;

    private protected Hdf5Node(Hdf5Reader file, string path, Hdf5ObjectHeader header)
    {
        File = file;
        Path = path;
        this.header = header;
    }

    /// <summary>The path it was reached by, without a slash at the start; empty for the root.</summary>
    public string Path { get; }

    /// <summary>The attributes by name.</summary>
    /// <exception cref="ModelFileException">They are damaged.</exception>
    public IReadOnlyDictionary<string, Hdf5Attribute> Attributes => attributes ??= ReadAttributes();

    private protected Hdf5Reader File { get; }

    private protected Hdf5ObjectHeader Header => header;

    /// <summary>The object header's address, which tells one object that is reached by two paths from two.</summary>
    internal long Address => header.Address;

    private Dictionary<string, Hdf5Attribute> ReadAttributes()
    {
        string place = "/" + Path;
        var found = new Dictionary<string, Hdf5Attribute>(StringComparer.Ordinal);
        foreach (Hdf5Message message in header.Messages)
        {
            if (message.Type == Hdf5MessageType.Attribute)
            {
                Add(message.Body.Span, message.Shared);
            }
        }

        if (header.Find(File.Source, Hdf5MessageType.AttributeInfo, place) is { } info)
        {
            var cursor = new Hdf5Cursor(File.Source, info.Span, place, "attribute info message");
            cursor.ExpectVersion(0);
            cursor.Skip((cursor.U8() & 1) != 0 ? 2 : 0);
            long heapAddress = cursor.Offset(), tree = cursor.Offset();
            if (heapAddress != Hdf5Source.Undefined)
            {
                var heap = new Hdf5FractalHeap(File.Source, heapAddress, place);
                Hdf5BTree2.ForEach(File.Source, tree, 8, place, record => Add(heap.Read(record[..heap.IdLength]), (record[heap.IdLength] & 2) != 0));
            }
        }

        return found;

        void Add(ReadOnlySpan<byte> body, bool shared)
        {
            if (shared)
            {
                throw File.Source.Fail(place, "attributes of its own", "a shared one");
            }

            Hdf5Attribute attribute = Hdf5Attribute.Parse(File, body, place);
            if (!found.TryAdd(attribute.Name, attribute))
            {
                throw File.Source.Fail(place, "attributes of different names", $"two named {attribute.Name}");
            }
        }
    }
}
