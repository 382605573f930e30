using System.Text.Json;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Saving;

/// <summary>
/// The variables of <c>model.weights.h5</c>, a <c>.weights.h5</c> or its shards by path (<c>layers/dense/vars/0</c>), numbers in numeric order.
/// What a path stands for is for the model to say.
/// </summary>
internal sealed class WeightsFile : IDisposable
{
    private const int MaximalShards = 10_000;
    private readonly List<Hdf5Reader> readers = [];
    private readonly SortedDictionary<string, Hdf5Dataset> datasets = new(Hdf5PathOrder.Instance);
    private readonly string path;

    private WeightsFile(string path) => this.path = path;

    /// <summary>Every dataset by its path.</summary>
    public IReadOnlyDictionary<string, Hdf5Dataset> Datasets => datasets;

    /// <summary>The root groups: one, or one a shard. Legacy files keep their config and names in attributes there.</summary>
    public IEnumerable<Hdf5Group> Roots => readers.Select(reader => reader.Root);

    /// <summary>Opens a <c>.h5</c>, or by a name that ends in <c>.json</c> the shards it lists.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">It is damaged, leads out of itself, or a shard is missing.</exception>
    public static WeightsFile Open(string path) => Make(path, file =>
    {
        if (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            file.AddShards();
        }
        else
        {
            file.Add(Hdf5Reader.Open(path), _ => true);
        }
    });

    /// <summary>Opens the weights of a <c>.keras</c> file; they outlive the archive.</summary>
    /// <exception cref="ModelFileException">They are damaged or lead out of the file.</exception>
    public static WeightsFile Open(KerasArchive archive) => Make(archive.Path, file => file.Add(archive.OpenWeights(), _ => true));

    /// <summary>The datasets directly at <c>group/vars</c>-like paths: those whose names are numbers, in order.</summary>
    /// <param name="group">The path of the group, such as <c>layers/dense/vars</c>.</param>
    public IReadOnlyList<Hdf5Dataset> Numbered(string group)
    {
        var found = new List<Hdf5Dataset>();
        while (datasets.TryGetValue($"{group}/{found.Count}", out Hdf5Dataset? dataset))
        {
            found.Add(dataset);
        }

        return found;
    }

    public void Dispose() => readers.ForEach(reader => reader.Dispose());

    private static WeightsFile Make(string path, Action<WeightsFile> fill)
    {
        var file = new WeightsFile(path);
        try
        {
            fill(file);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void Add(Hdf5Reader reader, Func<string, bool> wanted)
    {
        readers.Add(reader);
        foreach (Hdf5Node node in reader.Root.Descendants())
        {
            if (node is Hdf5Dataset dataset && wanted(node.Path) && !datasets.TryAdd(node.Path, dataset))
            {
                throw new ModelFileException(path, node.Path, "each variable in one shard", "two");
            }
        }
    }

    private void AddShards()
    {
        var shards = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach ((string group, string shard) in ReadMap())
        {
            if (!shards.TryGetValue(shard, out HashSet<string>? groups))
            {
                shards.Add(shard, groups = []);
            }

            groups.Add(group.TrimStart('/'));
        }

        if (shards.Count > MaximalShards)
        {
            throw new ModelFileException(path, "weight_map", $"at most {MaximalShards} shards", $"{shards.Count}");
        }

        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        foreach ((string shard, HashSet<string> groups) in shards)
        {
            var info = new FileInfo(System.IO.Path.Combine(folder, shard));
            if (!info.Exists || (info.Attributes & FileAttributes.ReparsePoint) != 0)
            {
                throw new ModelFileException(path, shard, "a plain file beside it", info.Exists ? "a link" : "none");
            }

            Add(Hdf5Reader.Open(info.FullName), name => groups.Contains(name[..Math.Max(0, name.LastIndexOf('/'))]));
        }
    }

    private List<(string Group, string Shard)> ReadMap()
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument json = JsonDocument.Parse(stream);
            var map = new List<(string, string)>();
            foreach (JsonProperty group in json.RootElement.GetProperty("weight_map").EnumerateObject())
            {
                foreach (JsonElement shard in group.Value.ValueKind == JsonValueKind.Array ? group.Value.EnumerateArray().ToArray() : [group.Value])
                {
                    string name = shard.GetString() ?? "";
                    if (name.Length == 0 || name is "." or ".." || name.AsSpan().IndexOfAny("/\\:\0") >= 0)
                    {
                        throw new ModelFileException(path, $"weight_map: {group.Name}", "the name of a file beside it", $"\"{name}\"");
                    }

                    map.Add((group.Name, name));
                }
            }

            return map;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ModelFileException(path, null, "JSON with a weight_map from groups to shards", "something else", e);
        }
    }
}
