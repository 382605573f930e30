using System.Diagnostics.CodeAnalysis;

namespace DeepKeras.Saving.Hdf5;

/// <summary>A group: members by name, and attributes.</summary>
internal sealed class Hdf5Group : Hdf5Node
{
    private const int MaximalDepth = 256;
    private Dictionary<string, Hdf5Link>? links;

    internal Hdf5Group(Hdf5Reader file, string path, Hdf5ObjectHeader header)
        : base(file, path, header)
    {
    }

    /// <summary>The members' names, numbers in numeric order.</summary>
    public IEnumerable<string> Names => Links.Keys.Order(Hdf5NameOrder.Instance);

    private Dictionary<string, Hdf5Link> Links => links ??= ReadLinks();

    /// <summary>The group or dataset at a path below this one.</summary>
    /// <exception cref="ModelFileException">There is none, or the way leads through a soft or external link.</exception>
    public Hdf5Node this[string path] => TryGet(path, out Hdf5Node? node)
        ? node
        : throw File.Source.Fail(Join(path), "a group or dataset", "nothing there");

    /// <summary>Looks up a path below this group; <c>..</c> and empty parts are names like any other, which no file has.</summary>
    /// <exception cref="ModelFileException">The way leads through a soft or external link, or the file is damaged.</exception>
    public bool TryGet(string path, [NotNullWhen(true)] out Hdf5Node? node)
    {
        node = this;
        foreach (string name in path.Split('/'))
        {
            if (node is not Hdf5Group group || !group.Links.TryGetValue(name, out Hdf5Link link))
            {
                node = null;
                return false;
            }

            node = group.Open(link);
        }

        return true;
    }

    /// <summary>
    /// Every dataset and group below this one, parents first, numbers in numeric order. A group that two paths lead to is entered once.
    /// </summary>
    /// <exception cref="ModelFileException">A soft or external link is among them, or the file is damaged.</exception>
    public IEnumerable<Hdf5Node> Descendants()
    {
        var entered = new HashSet<long> { Address };
        var open = new Stack<IEnumerator<string>>();
        var groups = new Stack<Hdf5Group>();
        groups.Push(this);
        open.Push(Names.GetEnumerator());
        while (open.TryPeek(out IEnumerator<string>? names))
        {
            if (!names.MoveNext())
            {
                open.Pop();
                groups.Pop();
                continue;
            }

            Hdf5Node node = groups.Peek().Open(groups.Peek().Links[names.Current]);
            if (node is not Hdf5Group group)
            {
                yield return node;
            }
            else if (entered.Add(group.Address))
            {
                if (groups.Count >= MaximalDepth)
                {
                    throw File.Source.Fail(group.Path, $"groups nested at most {MaximalDepth} deep", "more");
                }

                yield return group;
                groups.Push(group);
                open.Push(group.Names.GetEnumerator());
            }
        }
    }

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}/{name}";

    private Hdf5Node Open(Hdf5Link link)
    {
        string path = Join(link.Name);
        if (link.Elsewhere is not null)
        {
            throw File.Source.Fail(path, "a group or dataset of this file", $"a {link.Elsewhere}");
        }

        Hdf5ObjectHeader header = File.Header(link.Address, path);
        bool group = false, dataset = false, datatype = false;
        foreach (Hdf5Message message in header.Messages)
        {
            group |= message.Type is Hdf5MessageType.SymbolTable or Hdf5MessageType.LinkInfo or Hdf5MessageType.Link;
            dataset |= message.Type is Hdf5MessageType.Layout or Hdf5MessageType.Dataspace;
            datatype |= message.Type is Hdf5MessageType.Datatype;
        }

        return (group, dataset, datatype) switch
        {
            (true, false, false) => new Hdf5Group(File, path, header),
            (false, true, true) => new Hdf5Dataset(File, path, header),
            (false, false, true) => new Hdf5NamedDatatype(File, path, header),
            _ => throw File.Source.Fail(path, "a group or a dataset", "neither"),
        };
    }

    private Dictionary<string, Hdf5Link> ReadLinks()
    {
        string place = "/" + Path;
        var found = new Dictionary<string, Hdf5Link>(StringComparer.Ordinal);
        if (Header.Find(File.Source, Hdf5MessageType.SymbolTable, place) is { } table)
        {
            Hdf5SymbolTable.Read(File.Source, table.Span, place).ForEach(Add);
        }

        foreach (Hdf5Message message in Header.Messages)
        {
            if (message.Type == Hdf5MessageType.Link)
            {
                Add(Hdf5Link.Parse(File.Source, message.Body.Span, place));
            }
        }

        if (Header.Find(File.Source, Hdf5MessageType.LinkInfo, place) is { } info)
        {
            var cursor = new Hdf5Cursor(File.Source, info.Span, place, "link info message");
            cursor.ExpectVersion(0);
            cursor.Skip((cursor.U8() & 1) != 0 ? 8 : 0);
            long heapAddress = cursor.Offset(), tree = cursor.Offset();
            if (heapAddress != Hdf5Source.Undefined)
            {
                var heap = new Hdf5FractalHeap(File.Source, heapAddress, place);
                Hdf5BTree2.ForEach(File.Source, tree, 5, place, record => Add(Hdf5Link.Parse(File.Source, heap.Read(record.Slice(4, heap.IdLength)), place)));
            }
        }

        return found;

        void Add(Hdf5Link link)
        {
            if (link.Name is "" or "." or ".." || link.Name.Contains('/', StringComparison.Ordinal))
            {
                throw File.Source.Fail(place, "members with plain names", $"\"{link.Name}\"");
            }

            if (!found.TryAdd(link.Name, link))
            {
                throw File.Source.Fail(place, "members of different names", $"two named {link.Name}");
            }
        }
    }
}
