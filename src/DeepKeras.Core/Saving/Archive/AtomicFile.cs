namespace DeepKeras.Saving;

/// <summary>Writes files and folders so that there is never a half of one: beside the place first, then by renaming.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file; on any exception what was there before stays, and nothing else is left.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path), temporary = Beside(target);
        try
        {
            using (FileStream stream = Made(path, () => new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16)))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a folder; one that was there is replaced, and comes back if that fails.</summary>
    public static void WriteFolder(string path, Action<string> write)
    {
        string temporary = Beside(path), old = Beside(path);
        try
        {
            Made(path, () => Directory.CreateDirectory(temporary));
            write(temporary);
            if (Directory.Exists(path))
            {
                Directory.Move(path, old);
            }

            Directory.Move(temporary, path);
        }
        catch
        {
            if (Directory.Exists(old) && !Directory.Exists(path))
            {
                Directory.Move(old, path);
            }

            Delete(temporary);
            throw;
        }

        Delete(old);
    }

    /// <summary>Makes what is written first; where that cannot be, the message names the place that was asked for and not the one beside it.</summary>
    /// <exception cref="IOException">Nothing can be made there.</exception>
    private static T Made<T>(string path, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = e is UnauthorizedAccessException ? "access is denied" : e is DirectoryNotFoundException ? "there is no such folder" : "the folder takes no new files";
            throw new IOException($"{path} cannot be written: {why}.", e);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Beside(string target) =>
        Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
}
