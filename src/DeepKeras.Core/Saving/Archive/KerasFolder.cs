namespace DeepKeras.Saving;

/// <summary>The unzipped form of a <c>.keras</c> file.</summary>
internal static class KerasFolder
{
    private const int MaximalEntries = 100_000;

    /// <summary>Lists the files below a folder; links are refused, wherever they lead.</summary>
    /// <exception cref="ModelFileException">There is a link, or more files than a model has.</exception>
    public static List<ZipDirectoryEntry> List(string folder)
    {
        var entries = new List<ZipDirectoryEntry>();
        var open = new Stack<DirectoryInfo>();
        open.Push(new DirectoryInfo(folder));
        while (open.TryPop(out DirectoryInfo? directory))
        {
            foreach (FileSystemInfo info in directory.EnumerateFileSystemInfos())
            {
                string name = Path.GetRelativePath(folder, info.FullName).Replace(Path.DirectorySeparatorChar, '/');
                if ((info.Attributes & FileAttributes.ReparsePoint) != 0)
                {
                    throw new ModelFileException(folder, name, "a plain file or folder", "a link");
                }

                if (info is DirectoryInfo below)
                {
                    open.Push(below);
                }
                else if (entries.Count == MaximalEntries)
                {
                    throw new ModelFileException(folder, null, $"at most {MaximalEntries} files", "more");
                }
                else
                {
                    long length = ((FileInfo)info).Length;
                    entries.Add(new ZipDirectoryEntry(name, 0, 0, length, length, 0));
                }
            }
        }

        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return entries;
    }

    public static FileStream Open(string folder, string name) =>
        new(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.Read, 1);

    /// <summary>Holds that a folder may be replaced: it is missing, empty, or holds a model and nothing else.</summary>
    /// <exception cref="IOException">It holds something else.</exception>
    public static void CheckReplaceable(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        string? other = Directory.EnumerateFileSystemEntries(folder)
            .Select(path => Path.GetFileName(path))
            .FirstOrDefault(name => name is not (KerasArchive.MetadataName or KerasArchive.ConfigName or KerasArchive.WeightsName or "assets"));
        if (other is not null)
        {
            throw new IOException($"{folder}: expected a missing folder, an empty one or one with a model, got one with {other}; it is left as it is.");
        }
    }
}
