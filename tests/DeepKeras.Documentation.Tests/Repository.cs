namespace DeepKeras.Documentation.Tests;

/// <summary>The repository that the tests run in.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution, found upwards from the tests.</summary>
    public static string Root { get; } = Find();

    /// <summary>The Markdown files whose programs are run.</summary>
    public static IEnumerable<string> Documents => ["README.md", .. Directory.EnumerateFiles(System.IO.Path.Combine(Root, "docs"), "*.md").Select(file => System.IO.Path.GetRelativePath(Root, file))];

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
