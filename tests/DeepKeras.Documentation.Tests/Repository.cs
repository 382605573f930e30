namespace DeepKeras.Documentation.Tests;

/// <summary>The repository that the tests run in.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution, found upwards from the tests.</summary>
    public static string Root { get; } = Find();

    /// <summary>The Markdown files whose links are followed and whose programs are run.</summary>
    public static IEnumerable<string> Documents => ["README.md", .. Below("docs", SearchOption.TopDirectoryOnly), .. Below("models"), .. Below("examples")];

    /// <summary>The C# programs that people are pointed to, apart from those in documents.</summary>
    public static IEnumerable<string> Programs => Below("models", pattern: "*.cs").Concat(Below("examples", pattern: "*.cs"));

    private static IEnumerable<string> Below(string folder, SearchOption depth = SearchOption.AllDirectories, string pattern = "*.md") =>
        Directory.EnumerateFiles(System.IO.Path.Combine(Root, folder), pattern, depth).Select(file => System.IO.Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "DeepKeras.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("DeepKeras.sln stands in no folder above the tests.");
    }
}
