namespace DeepKeras.Saving;

/// <summary>
/// A model file that is refused: it is not of the format, is damaged, leads out of itself, or asks for more than it holds.
/// The message names the file, the entry, what was expected and what came.
/// </summary>
public sealed class ModelFileException : IOException
{
    /// <summary>A refusal.</summary>
    /// <param name="file">The file, or the folder of an unzipped model.</param>
    /// <param name="entry">The entry or the path inside the file; null for the file as a whole.</param>
    /// <param name="expected">What was expected, as a phrase: <c>a zip</c>.</param>
    /// <param name="actual">What came, as a phrase: <c>an empty file</c>.</param>
    /// <param name="inner">The error below it, if any.</param>
    public ModelFileException(string file, string? entry, string expected, string actual, Exception? inner = null)
        : base($"{(entry is null ? file : $"{file}: {entry}")}: expected {expected}, got {actual}.", inner)
    {
        File = file;
        Entry = entry;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The file, or the folder of an unzipped model.</summary>
    public string File { get; }

    /// <summary>The entry or the path inside the file, such as <c>config.json</c>; null for the file as a whole.</summary>
    public string? Entry { get; }

    /// <summary>What was expected.</summary>
    public string Expected { get; }

    /// <summary>What came.</summary>
    public string Actual { get; }
}
