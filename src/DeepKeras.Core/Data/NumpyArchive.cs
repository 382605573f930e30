using System.IO.Compression;

namespace DeepKeras.Data;

/// <summary>The arrays of a <c>.npz</c> file by name (without <c>.npy</c>), read when asked for. Safe for use by several threads.</summary>
internal sealed class NumpyArchive : IDisposable
{
    private readonly string path;
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    private NumpyArchive(string path, ZipArchive zip)
    {
        this.path = path;
        this.zip = zip;
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            string name = entry.FullName.EndsWith(".npy", StringComparison.Ordinal) ? entry.FullName[..^4] : entry.FullName;
            if (!entries.TryAdd(name, entry))
            {
                throw new InvalidDataException($"{path}: two arrays have the name {name}.");
            }
        }
    }

    /// <summary>The arrays' names, in the file's order.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>Opens a file; it stays open until disposed.</summary>
    /// <exception cref="InvalidDataException">It is no zip, or two arrays have one name.</exception>
    public static NumpyArchive Open(string path)
    {
        ZipArchive zip = ZipFile.OpenRead(path);
        try
        {
            return new NumpyArchive(path, zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    public bool Contains(string name) => entries.ContainsKey(name);

    /// <summary>Reads an array.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    /// <exception cref="InvalidDataException">It is no array that can be read.</exception>
    public NumpyArray Read(string name)
    {
        if (!entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            throw new KeyNotFoundException($"{path} has no array {name}.");
        }

        lock (gate)
        {
            using Stream stream = entry.Open();
            return NumpyArray.Read(stream, $"{path}: {name}");
        }
    }

    public void Dispose() => zip.Dispose();
}
