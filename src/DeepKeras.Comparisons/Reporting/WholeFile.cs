using System.Text;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>Writes a text file so that a reader finds it whole or not at all.</summary>
internal static class WholeFile
{
    public static void Write(string path, string text)
    {
        string full = Path.GetFullPath(path);
        string beside = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        try
        {
            File.WriteAllText(beside, text, new UTF8Encoding(false));
            File.Move(beside, full, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
