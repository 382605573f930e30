namespace DeepKeras.Cli;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("deepkeras-").FullName;

    public string this[string name] => Path.Combine(path, name);

    public string[] Files => [.. Directory.EnumerateFileSystemEntries(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
