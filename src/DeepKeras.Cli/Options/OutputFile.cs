namespace DeepKeras.Cli.Options;

/// <summary>A file to be written, checked before the work and not after it.</summary>
internal static class OutputFile
{
    /// <exception cref="UsageException">The folder is not there, the path is a folder, or it has the wrong ending.</exception>
    public static string? Check(string option, string? path, string? ending = null)
    {
        if (path is null)
        {
            return null;
        }

        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new UsageException($"{option}: expected a file's name, got {(path.Length == 0 ? "nothing" : $"the folder {path}")}.");
        }

        if (ending is not null && !path.EndsWith(ending, StringComparison.Ordinal))
        {
            throw new UsageException($"{option}: expected a name that ends in {ending}, got {path}.");
        }

        return InFolder(option, path);
    }

    /// <summary>The same of a folder to be written.</summary>
    /// <exception cref="UsageException">The folder it is to be in is not there, or the path is a file.</exception>
    public static string CheckFolder(string option, string path)
    {
        if (path.Length == 0 || File.Exists(path))
        {
            throw new UsageException($"{option}: expected a folder's name, got {(path.Length == 0 ? "nothing" : $"the file {path}")}.");
        }

        return InFolder(option, Path.TrimEndingDirectorySeparator(path));
    }

    private static string InFolder(string option, string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return folder is null || Directory.Exists(folder) ? path : throw new UsageException($"{option}: there is no folder {folder}.");
    }
}
