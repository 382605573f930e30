using System.Text.Json;

namespace DeepKeras.Data;

/// <summary>The files of the data sets inside this assembly.</summary>
internal static class EmbeddedData
{
    /// <summary>A set from its file, with the card beside it.</summary>
    public static Dataset Read(string file, CsvOptions options)
    {
        using Stream stream = Open(file);
        return CsvReader.ReadDataset(stream, file, options).With(card: Card(file[..file.IndexOf('.')]));
    }

    /// <summary>The card of a file, by its name without endings.</summary>
    public static DatasetCard Card(string name)
    {
        using Stream stream = Open($"{name}.json");
        using JsonDocument card = JsonDocument.Parse(stream);
        JsonElement root = card.RootElement;
        return new DatasetCard(
            root.GetProperty("title").GetString()!,
            root.GetProperty("source").GetString()!,
            root.GetProperty("licence").GetString()!,
            [.. root.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)])
        {
            Citation = root.TryGetProperty("citation", out JsonElement citation) ? citation.GetString() : null,
        };
    }

    /// <summary>A text file as it is.</summary>
    public static string Text(string file)
    {
        using var reader = new StreamReader(Open(file));
        return reader.ReadToEnd();
    }

    /// <summary>A file's bytes, as they are embedded.</summary>
    public static Stream Open(string file) =>
        typeof(EmbeddedData).Assembly.GetManifestResourceStream($"Datasets/{file}")
        ?? throw new InvalidOperationException($"the assembly carries no file \"{file}\".");
}
