using System.Text.Json;
using DeepKeras.Data;

namespace DeepKeras.Tests;

/// <summary>One pair of files, <c>topic/group.json</c> and <c>.npz</c>: cases and their arrays.</summary>
internal sealed class OracleGroup
{
    private readonly string path;
    private readonly Lazy<NumpyArchive> archive;

    private OracleGroup(string path)
    {
        this.path = path;
        archive = new(() => NumpyArchive.Open(Path.ChangeExtension(path, ".npz")));
        using FileStream stream = File.OpenRead(path);
        Json = JsonDocument.Parse(stream).RootElement;
        Name = $"{Path.GetFileName(Folder)}/{Path.GetFileNameWithoutExtension(path)}";
    }

    /// <summary>Topic and group, such as <c>layers/core</c>.</summary>
    public string Name { get; }

    /// <summary>Where files stand that a case names.</summary>
    public string Folder => Path.GetDirectoryName(path)!;

    /// <summary>The group's own fields, such as <c>backend</c>.</summary>
    public JsonElement Json { get; }

    public IEnumerable<OracleCase> Cases => Json.GetProperty("cases").EnumerateArray().Select(json => new OracleCase(this, json));

    /// <summary>Every group under the roots: DEEPKERAS_ORACLES (a path list) where set, else <c>tests/oracles</c>.</summary>
    public static IEnumerable<OracleGroup> All() =>
        Roots().SelectMany(root => Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories))
            .Where(file => File.Exists(Path.ChangeExtension(file, ".npz")))
            .Order(StringComparer.Ordinal)
            .Select(file => new OracleGroup(file))
            .Where(group => group.Json.TryGetProperty("cases", out _));

    public HostArray Read(string reference)
    {
        NumpyArray array = archive.Value.Read(reference);
        DType type = array.Type switch
        {
            NumpyType.Bool => DType.Bool,
            NumpyType.UInt8 => DType.UInt8,
            NumpyType.Int8 => DType.Int8,
            NumpyType.Int16 => DType.Int16,
            NumpyType.Int32 => DType.Int32,
            NumpyType.Int64 => DType.Int64,
            NumpyType.Float16 => DType.Float16,
            NumpyType.Float32 => DType.Float32,
            NumpyType.Float64 => DType.Float64,
            _ => throw new NoClassYetException($"tensors of {array.Type}"),
        };
        var result = new HostArray(type, array.Shape);
        array.Bytes.CopyTo(result.Bytes);
        return result;
    }

    public static IEnumerable<string> Roots()
    {
        string? given = Environment.GetEnvironmentVariable("DEEPKERAS_ORACLES");
        if (!string.IsNullOrEmpty(given))
        {
            return given.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "oracles");
            if (Directory.Exists(candidate))
            {
                return [candidate];
            }
        }

        throw new DirectoryNotFoundException($"no folder tests/oracles above {TestContext.CurrentContext.TestDirectory}.");
    }
}
