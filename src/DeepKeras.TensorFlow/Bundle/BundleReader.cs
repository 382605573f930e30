using System.Buffers.Binary;
using System.Text;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Messages;
using Google.Protobuf;

namespace DeepKeras.TensorFlow.Bundle;

/// <summary>Reads the tensors of a checkpoint. Nothing that the files say is believed before it is checked: places, sizes, checksums.</summary>
internal sealed class BundleReader : IDisposable
{
    private const int MostShards = 10_000;
    private readonly string prefix;
    private readonly Func<string, Stream?> open;
    private readonly int shards;
    private readonly Dictionary<string, BundleEntryProto> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Stream> files = [];

    private BundleReader(string prefix, byte[] index, Func<string, Stream?> open)
    {
        this.prefix = prefix;
        this.open = open;
        string path = BundleWriter.IndexPath(prefix);
        List<(byte[] Key, byte[] Value)> table = new TableReader(path, index).ReadAll();
        if (table.Count == 0 || table[0].Key.Length > 0)
        {
            throw new ModelFileException(path, null, "a header under the empty key", table.Count == 0 ? "no entry" : $"\"{Encoding.UTF8.GetString(table[0].Key)}\" first");
        }

        BundleHeaderProto header = Parse(BundleHeaderProto.Parser, table[0].Value, path, "header");
        if (header.NumShards is < 1 or > MostShards || header.Endianness != 0)
        {
            throw new ModelFileException(path, "header", $"1 to {MostShards} files of data, little-endian", $"{header.NumShards} files, endianness {header.Endianness}");
        }

        shards = header.NumShards;
        foreach ((byte[] key, byte[] value) in table.Skip(1))
        {
            string name = Encoding.UTF8.GetString(key);
            entries[name] = Parse(BundleEntryProto.Parser, value, path, name);
        }
    }

    /// <exception cref="FileNotFoundException">There is no index.</exception>
    /// <exception cref="ModelFileException">The index is damaged.</exception>
    public static BundleReader Open(string prefix) => new(
        prefix,
        File.ReadAllBytes(BundleWriter.IndexPath(prefix)),
        path => File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0) : null);

    /// <summary>A checkpoint whose files are not opened by their names.</summary>
    /// <param name="prefix">What the files' names begin with.</param>
    /// <param name="index">The bytes of the index.</param>
    /// <param name="open">Gives the file of data of a name; null where there is none.</param>
    /// <exception cref="ModelFileException">The index is damaged.</exception>
    public static BundleReader Of(string prefix, byte[] index, Func<string, Stream?> open) => new(prefix, index, open);

    public IReadOnlyDictionary<string, BundleEntryProto> Entries => entries;

    /// <summary>The sizes of the files of data together, where they are there.</summary>
    public long DataSize => Enumerable.Range(0, shards).Select(shard => new FileInfo(BundleWriter.DataPath(prefix, shard, shards))).Where(file => file.Exists).Sum(file => file.Length);

    /// <summary>The shape under a key.</summary>
    /// <exception cref="ModelFileException">There is no such key, or it has no usable shape.</exception>
    public Shape ShapeOf(string key)
    {
        BundleEntryProto entry = Find(key);
        var sizes = new List<int>();
        long product = 1;
        foreach (TensorShapeProto.Types.Dim dim in entry.Shape?.Dim ?? [])
        {
            if (dim.Size is < 0 or > int.MaxValue || (dim.Size > 0 && product > long.MaxValue / 16 / dim.Size))
            {
                throw Wrong(key, "a shape that fits memory", $"{entry.Shape}");
            }

            product *= dim.Size;
            sizes.Add((int)dim.Size);
        }

        return Shape.Create(sizes.ToArray());
    }

    /// <summary>The bytes under a key, which are looked for and not read.</summary>
    /// <exception cref="ModelFileException">There is no such key, or the files of data end before.</exception>
    public long SizeOf(string key)
    {
        BundleEntryProto entry = Find(key);
        Place(key, entry);
        return entry.Size;
    }

    /// <summary>The numbers under a key.</summary>
    /// <exception cref="ModelFileException">There is no such key, its type has no tensors here, or the data are damaged.</exception>
    public HostArray Read(string key)
    {
        BundleEntryProto entry = Find(key);
        DType type = entry.Dtype.ToDeepKeras() ?? throw Wrong(key, "numbers", TypeNames.Of(entry.Dtype));
        Shape shape = ShapeOf(key);
        Stream file = Place(key, entry);
        if (shape.Elements * type.Size() != entry.Size || entry.Size > int.MaxValue - 64)
        {
            throw Wrong(key, $"{shape.Elements} elements of {type.KerasName()}, in less than 2 GiB", $"{entry.Size} bytes");
        }

        var array = new HostArray(type, shape);
        ReadAt(file, entry, array.Bytes, key);
        CheckCrc(key, entry, Crc32C.Of(array.Bytes));
        return array;
    }

    /// <summary>The strings under a key.</summary>
    /// <exception cref="ModelFileException">There is no such key, or it holds something else, or the data are damaged.</exception>
    public byte[][] ReadStrings(string key)
    {
        BundleEntryProto entry = Find(key);
        if (entry.Dtype != DataType.DtString)
        {
            throw Wrong(key, "strings", TypeNames.Of(entry.Dtype));
        }

        long count = ShapeOf(key).Elements;
        Stream file = Place(key, entry);
        if (count > entry.Size || entry.Size > int.MaxValue - 64)
        {
            throw Wrong(key, $"{count} strings, in less than 2 GiB", $"{entry.Size} bytes");
        }

        byte[] bytes = new byte[entry.Size];
        ReadAt(file, entry, bytes, key);
        int at = 0;
        ulong[] lengths = new ulong[count];
        uint crc = 0;
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        for (int i = 0; i < lengths.Length; i++)
        {
            if (!Varint.TryRead(bytes, ref at, out lengths[i]) || lengths[i] > (ulong)bytes.Length)
            {
                throw Wrong(key, "lengths of strings", "damaged ones");
            }

            BinaryPrimitives.WriteUInt64LittleEndian(word, lengths[i]);
            crc = Crc32C.Extend(crc, word[..sizeof(uint)]);
        }

        if (bytes.Length - at < sizeof(uint) || lengths.Aggregate(0UL, (sum, length) => sum + length) != (ulong)(bytes.Length - at - sizeof(uint)))
        {
            throw Wrong(key, "strings that fill their place", "other lengths");
        }

        CheckCrc(key, entry, Crc32C.Extend(crc, bytes.AsSpan(at)));
        at += sizeof(uint);
        byte[][] strings = new byte[count][];
        for (int i = 0; i < strings.Length; i++)
        {
            strings[i] = bytes.AsSpan(at, (int)lengths[i]).ToArray();
            at += (int)lengths[i];
        }

        return strings;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Stream file in files.Values)
        {
            file.Dispose();
        }
    }

    internal static T Parse<T>(MessageParser<T> parser, byte[] bytes, string path, string? entry)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new ModelFileException(path, entry, $"a message {typeof(T).Name}", "damaged bytes", error);
        }
    }

    private BundleEntryProto Find(string key)
    {
        BundleEntryProto entry = entries.GetValueOrDefault(key) ?? throw Wrong(key, "an entry", "none");
        return entry.Slices.Count == 0 ? entry : throw Wrong(key, "a whole tensor", "the slices of a partitioned variable, which old versions of TensorFlow wrote");
    }

    private Stream Place(string key, BundleEntryProto entry)
    {
        if (entry.ShardId < 0 || entry.ShardId >= shards)
        {
            throw Wrong(key, $"a file of data from 0 to {shards - 1}", $"{entry.ShardId}");
        }

        if (!files.TryGetValue(entry.ShardId, out Stream? file))
        {
            string path = BundleWriter.DataPath(prefix, entry.ShardId, shards);
            files[entry.ShardId] = file = open(path) ?? throw Wrong(key, $"the file {Path.GetFileName(path)}", "none");
        }

        return entry.Offset >= 0 && entry.Size >= 0 && entry.Offset <= file.Length && entry.Size <= file.Length - entry.Offset ? file
            : throw Wrong(key, $"a place within the {file.Length} bytes of data", $"{entry.Size} bytes at {entry.Offset}");
    }

    private void ReadAt(Stream file, BundleEntryProto entry, Span<byte> bytes, string key)
    {
        file.Position = entry.Offset;
        try
        {
            file.ReadExactly(bytes);
        }
        catch (EndOfStreamException error)
        {
            throw new ModelFileException(prefix, key, $"{entry.Size} bytes at {entry.Offset}", "the end of the file", error);
        }
    }

    private void CheckCrc(string key, BundleEntryProto entry, uint crc)
    {
        if (Crc32C.Mask(crc) != entry.Crc32C)
        {
            throw Wrong(key, $"checksum {entry.Crc32C:x8}", $"{Crc32C.Mask(crc):x8}");
        }
    }

    private ModelFileException Wrong(string key, string expected, string actual) => new(prefix, key, expected, actual);
}
