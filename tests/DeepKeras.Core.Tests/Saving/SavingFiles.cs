using System.Text.Json;
using DeepKeras.Data;

namespace DeepKeras.Tests.Saving;

/// <summary>Where the files of the tests lie, and a folder of their own for what they write.</summary>
internal static class SavingFiles
{
    private static readonly string Repository = FindRepository();

    public static string Oracles { get; } = Path.Combine(Repository, "tests", "oracles", "files");

    public static string Variants { get; } = Path.Combine(Repository, "tests", "DeepKeras.Core.Tests", "Saving", "Variants");

    /// <summary>The cases of one of Keras's groups.</summary>
    public static IEnumerable<JsonElement> Cases(string group)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Oracles, group + ".json")));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(item => item.Clone())];
    }

    public static NumpyArchive Arrays(string group) => NumpyArchive.Open(Path.Combine(Oracles, group + ".npz"));

    public static string PathOf(JsonElement item) => Path.Combine(Oracles, item.GetProperty("path").GetString()!);

    public static string NewFolder()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"deepkeras-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DeepKeras.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no DeepKeras.sln above {AppContext.BaseDirectory}.");
    }
}
