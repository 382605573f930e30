using System.Globalization;
using System.Text;
using DeepKeras.Layers;
using DeepKeras.Saving;

namespace DeepKeras.Callbacks;

/// <summary>Embeddings for TensorBoard's projector: a table of vectors for each layer, and the config that names them.</summary>
internal sealed class Projector(string folder, IReadOnlyDictionary<string, string>? metadata)
{
    /// <summary>Writes the config.</summary>
    /// <exception cref="ArgumentException">There is metadata for a layer that is no embedding of the model.</exception>
    public void Configure(Model model)
    {
        Embedding[] embeddings = [.. Of(model)];
        foreach (string name in metadata?.Keys ?? [])
        {
            if (embeddings.All(layer => layer.Name != name))
            {
                throw new ArgumentException($"TensorBoard: EmbeddingsMetadata: {NameSuggestion.Unknown("embedding layer", name, [.. embeddings.Select(layer => layer.Name)])}");
            }
        }

        var text = new StringBuilder();
        foreach (Embedding layer in embeddings)
        {
            text.Append($"embeddings {{\n  tensor_name: {Quoted(layer.Name)}\n");
            if (metadata?.TryGetValue(layer.Name, out string? file) == true)
            {
                text.Append($"  metadata_path: {Quoted(file)}\n");
            }

            text.Append($"  tensor_path: {Quoted(TableOf(layer))}\n}}\n");
        }

        Directory.CreateDirectory(folder);
        AtomicFile.Write(Path.Combine(folder, "projector_config.pbtxt"), stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Writes the vectors as they are now: a line each, numbers between tabs.</summary>
    public void Write(Model model)
    {
        foreach (Embedding layer in Of(model).Where(layer => layer.IsBuilt))
        {
            HostArray vectors = layer.Weights[0].Host;
            int size = vectors.Shape[1];
            AtomicFile.Write(Path.Combine(folder, TableOf(layer)), stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                for (int row = 0; row < vectors.Shape[0]; row++)
                {
                    writer.WriteLine(string.Join('\t', Enumerable.Range(0, size).Select(i => ((float)vectors[((long)row * size) + i]).ToString("R", CultureInfo.InvariantCulture))));
                }
            });
        }
    }

    private static IEnumerable<Embedding> Of(Model model) => model.Layers.OfType<Embedding>();

    private static string TableOf(Embedding layer) => $"{string.Concat(layer.Name.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '_'))}.tsv";

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
