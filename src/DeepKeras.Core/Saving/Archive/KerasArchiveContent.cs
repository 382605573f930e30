using System.IO.Compression;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Saving;

/// <summary>What a <c>.keras</c> file is made of, ready to be written. The same content gives the same bytes.</summary>
internal sealed record KerasArchiveContent
{
    /// <summary>What Python's zipfile gives entries: a regular file, read and written by its owner.</summary>
    private const int ExternalAttributes = 0x180 << 16;

    /// <summary>The text of <c>metadata.json</c>.</summary>
    public required string Metadata { get; init; }

    /// <summary>The text of <c>config.json</c>.</summary>
    public required string Config { get; init; }

    /// <summary>The weights.</summary>
    public required Hdf5Writer Weights { get; init; }

    /// <summary>The assets by name below <c>assets/</c>, such as <c>layers/string_lookup/vocabulary.txt</c>; written in ordinal order.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Assets { get; init; } = new Dictionary<string, ReadOnlyMemory<byte>>();

    /// <summary>Writes the zip beside its place, then moves it there: whoever fails or cancels leaves what was there before.</summary>
    /// <exception cref="ModelFileException">An asset's name leads out of the archive.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void SaveZip(string path, CancellationToken cancellation = default) =>
        AtomicFile.Write(path, stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, Action<Stream> write) in Parts(path, cancellation))
            {
                ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                entry.ExternalAttributes = ExternalAttributes;
                using Stream part = entry.Open();
                write(part);
            }
        });

    /// <summary>Writes the same files to a folder, beside its place first. A folder that holds anything but a model is not replaced.</summary>
    /// <exception cref="IOException">The folder holds something else than a model.</exception>
    /// <exception cref="ModelFileException">An asset's name leads out of the folder.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void SaveFolder(string path, CancellationToken cancellation = default)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        KerasFolder.CheckReplaceable(target);
        AtomicFile.WriteFolder(target, folder =>
        {
            foreach ((string name, Action<Stream> write) in Parts(path, cancellation))
            {
                string file = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
                write(stream);
                stream.Flush(flushToDisk: true);
            }
        });
    }

    private IEnumerable<(string Name, Action<Stream> Write)> Parts(string path, CancellationToken cancellation)
    {
        yield return (KerasArchive.MetadataName, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Metadata)));
        yield return (KerasArchive.ConfigName, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Config)));
        yield return (KerasArchive.WeightsName, stream => Weights.Write(stream, cancellation));
        foreach ((string name, ReadOnlyMemory<byte> bytes) in Assets.OrderBy(asset => asset.Key, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            ZipDirectory.CheckName(path, KerasArchive.AssetsPrefix + name);
            yield return (KerasArchive.AssetsPrefix + name, stream => stream.Write(bytes.Span));
        }
    }
}
