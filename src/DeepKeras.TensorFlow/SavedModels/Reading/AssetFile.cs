using System.Text;
using DeepKeras.Saving;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>A file of a model's assets. It lies in the model's folder, whatever the model says, and is no link.</summary>
internal static class AssetFile
{
    private const long MostBytes = 1 << 28;
    private const int MostLines = 1 << 24;

    /// <summary>The path of an asset.</summary>
    /// <exception cref="ModelFileException">The name leads elsewhere.</exception>
    public static string Find(string folder, string model, string name)
    {
        string[] parts = name.Split('/', '\\');
        if (parts.Any(part => part is "" or "." or ".." || part.Contains(':') || part.Contains('\0')))
        {
            throw new ModelFileException(model, $"asset \"{name}\"", $"a path within {SavedModelFile.Assets}/", "one that leads elsewhere");
        }

        return Path.Combine([folder, SavedModelFile.Assets, .. parts]);
    }

    /// <summary>The lines of an asset, as TensorFlow counts them: a last one without an end is one, an empty one is an error.</summary>
    /// <exception cref="ModelFileException">There is no such file, it is a link, very large, or no text.</exception>
    public static string[] Lines(string path, string folder)
    {
        string name = path[folder.Length..].TrimStart('/', '\\').Replace('\\', '/');
        for (string? at = path; at is not null && at.Length > folder.Length; at = Path.GetDirectoryName(at))
        {
            if (new FileInfo(at).LinkTarget is not null)
            {
                throw new ModelFileException(folder, name, "a file of its own", $"a link, {Path.GetFileName(at)}");
            }
        }

        var file = new FileInfo(path);
        if (!file.Exists || file.Length > MostBytes)
        {
            throw new ModelFileException(folder, name, $"a file of at most {MostBytes} bytes", file.Exists ? $"{file.Length} bytes" : "none");
        }

        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException error)
        {
            throw new ModelFileException(folder, name, "text in UTF-8", "other bytes", error);
        }

        string[] lines = text.Replace("\r", "", StringComparison.Ordinal).Split('\n', MostLines + 2);
        lines = lines[^1].Length == 0 ? lines[..^1] : lines;
        int empty = Array.IndexOf(lines, "");
        return lines.Length > MostLines ? throw new ModelFileException(folder, name, $"at most {MostLines} lines", "more")
            : empty >= 0 ? throw new ModelFileException(folder, name, "lines with something in them", $"an empty one, line {empty + 1}")
            : lines;
    }
}
