using System.Text.Json;

namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>One case of a file in tests/oracles/stats.</summary>
internal sealed record OracleCase(
    string Group, string Name, string Kind, JsonElement Inputs, JsonElement Expected, double Rtol, double Atol)
{
    public override string ToString() => $"{Group}/{Name}";

    /// <summary>Every case of every file; the folder is found by walking up from the test's own.</summary>
    public static IEnumerable<OracleCase> All() =>
        Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal).SelectMany(Read);

    public static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "tests", "oracles", "stats");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds tests/oracles/stats.");
    }

    private static IEnumerable<OracleCase> Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = document.RootElement.Clone();
        string group = root.GetProperty("group").GetString()!;
        foreach (JsonElement item in root.GetProperty("cases").EnumerateArray())
        {
            yield return new OracleCase(
                group,
                item.GetProperty("name").GetString()!,
                item.GetProperty("kind").GetString()!,
                item.GetProperty("inputs"),
                item.GetProperty("expected"),
                Tolerance(item, "rtol"),
                Tolerance(item, "atol"));
        }
    }

    // Fold properties are exact and carry no tolerance.
    private static double Tolerance(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : 0;
}
