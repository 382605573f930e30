using System.Text;

namespace DeepKeras.Saving.Hdf5;

/// <summary>
/// Writes a tree of groups, attributes and datasets as h5py does by default: superblock 0, symbol tables, contiguous, little-endian.
/// What is added is remembered; the values themselves are read only while the file is written, front to back, so nothing is held twice.
/// </summary>
internal sealed class Hdf5Writer
{
    /// <summary>HDF5's own bound on an attribute, which Keras splits long lists by.</summary>
    public const int MaximalAttribute = 64512;

    private const int MaximalDepth = 256;

    private readonly Hdf5WriterNode root = new(null);

    /// <summary>Adds a group, and those above it.</summary>
    /// <exception cref="ArgumentException">A dataset is in the way, or the path is not of plain names.</exception>
    public void Group(string path) => FindGroup(path);

    /// <summary>Adds text to a group or dataset; an empty path is the root.</summary>
    /// <exception cref="ArgumentException">There is one of that name, or no such path.</exception>
    public void Attribute(string path, string name, string value) => AddAttribute(path, name, Hdf5Type.String, [], new[] { value });

    /// <summary>Adds a list of texts to a group or dataset.</summary>
    /// <exception cref="ArgumentException">There is one of that name, no such path, or it would be longer than <see cref="MaximalAttribute"/> bytes.</exception>
    public void Attribute(string path, string name, IReadOnlyList<string> values) => AddAttribute(path, name, Hdf5Type.String, [values.Count], values);

    /// <summary>Adds a whole number to a group or dataset, as int64.</summary>
    /// <exception cref="ArgumentException">There is one of that name, or no such path.</exception>
    public void Attribute(string path, string name, long value) => AddAttribute(path, name, Hdf5Type.Int64, [], new[] { value });

    /// <summary>Adds whole numbers to a group or dataset, as int64.</summary>
    /// <exception cref="ArgumentException">There is one of that name, no such path, or it would be longer than <see cref="MaximalAttribute"/> bytes.</exception>
    public void Attribute(string path, string name, IReadOnlyList<long> values) => AddAttribute(path, name, Hdf5Type.Int64, [values.Count], values);

    /// <summary>Adds a dataset whose type is <typeparamref name="T"/>'s; the memory is read when the file is written.</summary>
    /// <param name="path">The path; groups above it are added.</param>
    /// <param name="shape">The extents; empty for a scalar.</param>
    /// <param name="values">The values, in C order.</param>
    /// <exception cref="ArgumentException">The path is taken, the count does not fit the shape, or HDF5 has no such type.</exception>
    public void Dataset<T>(string path, IReadOnlyList<long> shape, ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        Hdf5Type type = TypeOf<T>();
        if (Count(path, shape) != values.Length)
        {
            throw new ArgumentException($"{path}: expected {Count(path, shape)} values for the shape ({string.Join(", ", shape)}), got {values.Length}.", nameof(values));
        }

        AddDataset(path, type, shape, stream => Hdf5Values.Write(stream, values));
    }

    /// <summary>Adds a dataset whose values are written by a callback when the file is written: little-endian, in C order.</summary>
    /// <param name="path">The path; groups above it are added.</param>
    /// <param name="type">A type of numbers; bfloat16 gets Keras's attribute <c>dtype</c>.</param>
    /// <param name="shape">The extents; empty for a scalar.</param>
    /// <param name="write">Writes exactly as many bytes as the shape says.</param>
    /// <exception cref="ArgumentException">The path is taken, or <paramref name="type"/> is none of numbers.</exception>
    public void Dataset(string path, Hdf5Type type, IReadOnlyList<long> shape, Action<Stream> write)
    {
        if (type.ByteSize() == 0)
        {
            throw new ArgumentException($"{path}: expected a type of numbers, got {type}.", nameof(type));
        }

        AddDataset(path, type, shape, write);
    }

    /// <summary>Adds a dataset of texts of variable length.</summary>
    /// <exception cref="ArgumentException">The path is taken, or the count does not fit the shape.</exception>
    public void Strings(string path, IReadOnlyList<long> shape, IReadOnlyList<string> values)
    {
        if (Count(path, shape) != values.Count)
        {
            throw new ArgumentException($"{path}: expected {Count(path, shape)} texts for the shape ({string.Join(", ", shape)}), got {values.Count}.", nameof(values));
        }

        AddDataset(path, Hdf5Type.String, shape, null).Strings = values;
    }

    /// <summary>Writes the file, front to back; the stream need not be seekable and is not closed.</summary>
    /// <exception cref="InvalidOperationException">A callback wrote another number of bytes than its dataset has.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the stream holds part of the file.</exception>
    public void Write(Stream stream, CancellationToken cancellation = default) => new Hdf5WriterLayout(root).Write(stream, cancellation);

    private static Hdf5Type TypeOf<T>() => default(T) switch
    {
        bool => Hdf5Type.Bool,
        sbyte => Hdf5Type.Int8,
        byte => Hdf5Type.UInt8,
        short => Hdf5Type.Int16,
        ushort => Hdf5Type.UInt16,
        int => Hdf5Type.Int32,
        uint => Hdf5Type.UInt32,
        long => Hdf5Type.Int64,
        ulong => Hdf5Type.UInt64,
        Half => Hdf5Type.Float16,
        float => Hdf5Type.Float32,
        double => Hdf5Type.Float64,
        _ => throw new ArgumentException($"expected a type of numbers, got {typeof(T).Name}."),
    };

    private static long Count(string path, IReadOnlyList<long> shape)
    {
        long count = 1;
        foreach (long extent in shape)
        {
            if (extent < 0 || (extent > 0 && count > long.MaxValue / 16 / extent))
            {
                throw new ArgumentException($"{path}: expected extents of 0 or more with a product below 2^59, got ({string.Join(", ", shape)}).", nameof(shape));
            }

            count *= extent;
        }

        return count;
    }

    private static Hdf5WriterNode AddDataset(Hdf5WriterNode root, string path, Hdf5WriterNode dataset)
    {
        int slash = path.LastIndexOf('/');
        Hdf5WriterNode parent = slash < 0 ? root : FindGroup(root, path[..slash]);
        string name = CheckName(path, path[(slash + 1)..]);
        return parent.Children!.TryAdd(name, dataset) ? dataset : throw new ArgumentException($"{path}: there is one already.", nameof(path));
    }

    private static string CheckName(string path, string name) =>
        name is "" or "." or ".." || name.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException($"{path}: expected plain names between slashes, got \"{name}\".", nameof(path))
            : name;

    private static Hdf5WriterNode FindGroup(Hdf5WriterNode root, string path)
    {
        Hdf5WriterNode node = root;
        string[] names = path.Split('/');
        if (names.Length > MaximalDepth)
        {
            throw new ArgumentException($"{path[..100]}…: expected at most {MaximalDepth} groups in a path, got {names.Length}.", nameof(path));
        }

        foreach (string name in names)
        {
            Dictionary<string, Hdf5WriterNode> children = node.Children
                ?? throw new ArgumentException($"{path}: a dataset is in the way.", nameof(path));
            if (!children.TryGetValue(CheckName(path, name), out Hdf5WriterNode? child))
            {
                children.Add(name, child = new Hdf5WriterNode(null));
            }

            node = child;
        }

        return node.Children is not null ? node : throw new ArgumentException($"{path}: a dataset is in the way.", nameof(path));
    }

    private Hdf5WriterNode FindGroup(string path) => FindGroup(root, path);

    private Hdf5WriterNode AddDataset(string path, Hdf5Type type, IReadOnlyList<long> shape, Action<Stream>? write)
    {
        var node = new Hdf5WriterNode(new Hdf5WriterData(path, type, [.. shape], Count(path, shape), write));
        if (shape.Count > 32)
        {
            throw new ArgumentException($"{path}: expected at most 32 dimensions, got {shape.Count}.", nameof(shape));
        }

        if (type == Hdf5Type.BFloat16)
        {
            node.Attributes.Add(new Hdf5WriterAttribute("dtype", Hdf5Type.String, [], new[] { "bfloat16" }));
        }

        return AddDataset(root, path, node);
    }

    private void AddAttribute(string path, string name, Hdf5Type type, long[] shape, object values)
    {
        Hdf5WriterNode node = root;
        foreach (string part in path.Length == 0 ? [] : path.Split('/'))
        {
            node = node.Children?.GetValueOrDefault(part) ?? throw new ArgumentException($"{path}: there is no such group or dataset.", nameof(path));
        }

        if (node.Attributes.Exists(attribute => attribute.Name == name))
        {
            throw new ArgumentException($"{path}: there is an attribute {name} already.", nameof(name));
        }

        long size = (shape.Length == 0 ? 1 : shape[0]) * (type == Hdf5Type.String ? 16 : 8);
        if (size + Encoding.UTF8.GetByteCount(name) > MaximalAttribute)
        {
            throw new ArgumentException($"{path}: expected an attribute {name} of at most {MaximalAttribute} bytes, got {size}: split it as Keras does ({name}0, {name}1, …).", nameof(values));
        }

        node.Attributes.Add(new Hdf5WriterAttribute(CheckName(path, name), type, shape, values));
    }
}
