using System.IO.Compression;
using System.Text;
using DeepKeras.Saving.Hdf5;
using Microsoft.Win32.SafeHandles;

namespace DeepKeras.Saving;

/// <summary>
/// A <c>.keras</c> file, or the same three files in a folder, opened for reading: entries by name, and the weights at any place.
/// Nothing is unpacked to disk but weights of more than 256 MiB that are compressed, to a temporary file that goes with the stream.
/// </summary>
internal sealed class KerasArchive : IDisposable
{
    public const string MetadataName = "metadata.json";
    public const string ConfigName = "config.json";
    public const string WeightsName = "model.weights.h5";
    public const string AssetsPrefix = "assets/";

    /// <summary>An entry that expands more than 100-fold is refused above 16 MiB, the weights above 256 MiB (Keras: 4 GiB, assets 256 MiB).</summary>
    private const long MaximalExpansion = 100;
    private const long FreeExpansion = 16 << 20;
    private const long FreeWeightsExpansion = 256 << 20;

    /// <summary>The most bytes of an entry that is read whole.</summary>
    private const long MaximalEntry = 1 << 30;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private readonly SafeFileHandle? handle;
    private readonly Dictionary<string, ZipDirectoryEntry> entries = new(StringComparer.Ordinal);

    private KerasArchive(string path, SafeFileHandle? handle, List<ZipDirectoryEntry> list)
    {
        Path = path;
        this.handle = handle;
        foreach (ZipDirectoryEntry entry in list)
        {
            entries.Add(entry.Name, entry);
        }

        Entries = [.. list.Select(entry => entry.Name)];
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>The entries' names, in the zip's order; a folder's in ordinal order.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>The names of the assets, such as <c>assets/layers/string_lookup/vocabulary.txt</c>.</summary>
    public IEnumerable<string> Assets => Entries.Where(name => name.StartsWith(AssetsPrefix, StringComparison.Ordinal));

    /// <summary>Opens a file or folder and holds that it has a config and weights.</summary>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="ModelFileException">It is no plain zip, or an entry is missing.</exception>
    public static KerasArchive Open(string path)
    {
        KerasArchive archive;
        if (Directory.Exists(path))
        {
            archive = new KerasArchive(path, null, KerasFolder.List(path));
        }
        else
        {
            SafeFileHandle handle = File.OpenHandle(path);
            try
            {
                archive = new KerasArchive(path, handle, ZipDirectory.Read(handle, path));
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }

        try
        {
            archive.CheckEntries();
            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    public bool Contains(string name) => entries.ContainsKey(name);

    /// <summary>Reads an entry whole.</summary>
    /// <exception cref="ModelFileException">There is none of that name, it is damaged, or larger than 1 GiB.</exception>
    public byte[] ReadBytes(string name)
    {
        ZipDirectoryEntry entry = Find(name);
        if (entry.Length > MaximalEntry)
        {
            throw new ModelFileException(Path, name, $"at most {MaximalEntry} bytes", $"{entry.Length}");
        }

        using Stream stream = OpenPlain(entry);
        var bytes = new byte[entry.Length];
        int read = ReadAll(stream, bytes, name);
        bool more = stream.ReadByte() >= 0;
        if (read != bytes.Length || more)
        {
            throw new ModelFileException(Path, name, $"{bytes.Length} bytes", more ? "more" : $"{read}");
        }

        CheckCrc(entry, Crc32.Append(0, bytes));
        return bytes;
    }

    /// <summary>Reads an entry whole, as UTF-8; a byte order mark is skipped.</summary>
    /// <exception cref="ModelFileException">See <see cref="ReadBytes"/>; or it is not UTF-8.</exception>
    public string ReadText(string name)
    {
        ReadOnlySpan<byte> bytes = ReadBytes(name);
        try
        {
            return StrictUtf8.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[3..] : bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ModelFileException(Path, name, "UTF-8 text", $"the byte {e.BytesUnknown?.FirstOrDefault():x2} at {e.Index}", e);
        }
    }

    /// <summary>Opens the weights; the reader outlives the archive.</summary>
    /// <exception cref="ModelFileException">They are damaged or not HDF5.</exception>
    public Hdf5Reader OpenWeights() => Hdf5Reader.Open(OpenSeekable(Find(WeightsName)), Path, WeightsName);

    public void Dispose() => handle?.Dispose();

    private ZipDirectoryEntry Find(string name) =>
        entries.TryGetValue(name, out ZipDirectoryEntry? entry)
            ? entry
            : throw new ModelFileException(Path, null, $"an entry {name}", Entries.Count == 0 ? "no entries" : $"{string.Join(", ", Entries.Take(10))}{(Entries.Count > 10 ? ", …" : "")}");

    private void CheckEntries()
    {
        Find(ConfigName);
        if (!Contains(WeightsName) && Contains("model.weights.npz"))
        {
            throw new ModelFileException(Path, null, $"an entry {WeightsName}", "model.weights.npz, which holds pickled objects and is never read");
        }

        Find(WeightsName);
        foreach (ZipDirectoryEntry entry in entries.Values)
        {
            // Deflate cannot expand more than 1032-fold: a size beyond that is a lie, whatever the entry is.
            long free = entry.Name == WeightsName ? FreeWeightsExpansion : FreeExpansion;
            if (entry.Method != 0 && (entry.Length / 1032 > entry.Stored + 1 || (entry.Length > free && entry.Length / MaximalExpansion > entry.Stored)))
            {
                throw new ModelFileException(Path, entry.Name, $"an entry that expands at most {MaximalExpansion}-fold", $"{entry.Stored} bytes that declare {entry.Length}");
            }
        }
    }

    private Stream OpenPlain(ZipDirectoryEntry entry)
    {
        if (handle is null)
        {
            return KerasFolder.Open(Path, entry.Name);
        }

        Stream stored = new FileWindowStream(File.OpenHandle(Path), entry.DataOffset, entry.Stored);
        switch (entry.Method)
        {
            case 0:
                return stored;
            case 8:
                return new DeflateStream(stored, CompressionMode.Decompress);
            default:
                stored.Dispose();
                throw new ModelFileException(Path, entry.Name, "an entry stored (0) or deflated (8)", $"compression method {entry.Method}");
        }
    }

    /// <summary>The entry as a seekable stream, its checksum verified.</summary>
    private Stream OpenSeekable(ZipDirectoryEntry entry)
    {
        Stream plain = OpenPlain(entry);
        if (handle is null)
        {
            return plain;
        }

        Stream target = plain;
        try
        {
            if (entry.Method != 0)
            {
                target = entry.Length <= FreeWeightsExpansion
                    ? new MemoryStream((int)entry.Length)
                    : new FileStream(System.IO.Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            }

            var piece = new byte[1 << 16];
            uint crc = 0;
            long length = 0;
            for (int read; (read = ReadAll(plain, piece, entry.Name)) > 0;)
            {
                crc = Crc32.Append(crc, piece.AsSpan(0, read));
                length += read;
                if (length > entry.Length)
                {
                    throw new ModelFileException(Path, entry.Name, $"{entry.Length} bytes", "more");
                }

                if (target != plain)
                {
                    target.Write(piece, 0, read);
                }
            }

            if (length != entry.Length)
            {
                throw new ModelFileException(Path, entry.Name, $"{entry.Length} bytes", $"{length}");
            }

            CheckCrc(entry, crc);
            target.Position = 0;
            return target;
        }
        catch
        {
            target.Dispose();
            plain.Dispose();
            throw;
        }
        finally
        {
            if (target != plain)
            {
                plain.Dispose();
            }
        }
    }

    private int ReadAll(Stream stream, byte[] into, string name)
    {
        try
        {
            return stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw new ModelFileException(Path, name, "deflated bytes", "others", e);
        }
    }

    private void CheckCrc(ZipDirectoryEntry entry, uint crc)
    {
        if (handle is not null && crc != entry.Crc)
        {
            throw new ModelFileException(Path, entry.Name, $"bytes with checksum {entry.Crc:x8}", $"{crc:x8}");
        }
    }
}
