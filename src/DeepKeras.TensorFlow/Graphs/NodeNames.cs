namespace DeepKeras.TensorFlow;

/// <summary>Names that TensorFlow takes: letters, digits, <c>_ . - / \ ></c>, the first one a letter, a digit or a point.</summary>
internal static class NodeNames
{
    /// <summary>The name with an underscore for each character that is not allowed.</summary>
    public static string Clean(string name)
    {
        char[] letters = [.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '/' or '\\' or '>' ? c : '_')];
        string cleaned = new(letters);
        return cleaned.Length == 0 ? "node" : char.IsAsciiLetterOrDigit(cleaned[0]) || cleaned[0] == '.' ? cleaned : "x" + cleaned;
    }
}
