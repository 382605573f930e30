using System.Runtime.CompilerServices;
using System.Text;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Bundle;
using DeepKeras.TensorFlow.Messages;
using Google.Protobuf;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>
/// Writes SavedModels without TensorFlow. The graph is there twice, the weights once: flat, for sessions, serving and converters; and as functions
/// with an object graph, for Python's <c>tf.saved_model.load</c> and <c>TFSMLayer</c>.
/// </summary>
internal sealed class SavedModelExporter : ModelExporter
{
    public const string Default = "serving_default";
    public const string Serve = "serve";
    private static readonly string[] Parts = [SavedModelFile.Name, "variables", "assets", "assets.extra", "fingerprint.pb", "keras_metadata.pb"];

    public override ExportFormat Format => ExportFormat.SavedModel;

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Adding the package is what makes the format available.")]
    internal static void Register() => Register(new SavedModelExporter());

    public override void Export(Model model, string path, ExportOptions options, CancellationToken cancellation)
    {
        var endpoints = new List<Endpoint> { Endpoint.Of(Default, model, training: false) };
        foreach ((string name, Model other) in options.Signatures.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (name is Default or Serve or "train" || NodeNames.Clean(name) != name)
            {
                throw new ArgumentException($"a signature's name is made of letters, digits, _, ., - and /, and is none of {Default}, {Serve} and train; got \"{name}\".", nameof(options));
            }

            endpoints.Add(Endpoint.Of(name, other, training: false));
        }

        if (options.TrainEndpoint)
        {
            endpoints.Add(Endpoint.Of("train", model, training: true));
        }

        RequireReplaceable(path);
        Write(endpoints, model.Weights, [.. model.TrainableWeights.Concat(options.Signatures.Values.SelectMany(other => other.TrainableWeights))], path, cancellation, options.TfLite);
    }

    /// <summary>A folder is replaced by a model only where it is one, or empty: its other files would be lost.</summary>
    /// <exception cref="IOException">There is something else.</exception>
    private static void RequireReplaceable(string path)
    {
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).FirstOrDefault(name => !Parts.Contains(name)) is { } other)
        {
            throw new IOException($"{path} holds \"{other}\", which is no part of a SavedModel; a folder with other files is not replaced. Name a folder of its own.");
        }
    }

    /// <summary>Writes the folder of a SavedModel.</summary>
    /// <param name="endpoints">What it can be asked to do; the first is the model itself.</param>
    /// <param name="weights">Variables that are kept even where no endpoint needs them.</param>
    /// <param name="trainable">Those that Python may train.</param>
    /// <param name="path">The folder, which is replaced where there is one.</param>
    /// <param name="cancellation">Stops the writing; what was there remains.</param>
    /// <param name="tfLite">Whether every operation must be one of TensorFlow Lite's own.</param>
    /// <exception cref="NotSupportedException">One is not; nothing was written.</exception>
    public static void Write(IReadOnlyList<Endpoint> endpoints, IEnumerable<Variable> weights, HashSet<Variable> trainable, string path, CancellationToken cancellation, bool tfLite = false)
    {
        Variable[] variables = [.. endpoints.SelectMany(endpoint => endpoint.Variables).Concat(weights).Distinct()];
        ExportedTable[] tables = ExportedTable.All(endpoints.SelectMany(endpoint => endpoint.Tables));
        MetaGraphDef meta = new MetaGraphWriter(endpoints, variables, tables, trainable).Write(out TrackableObjectGraph checkpoint);
        if (tfLite)
        {
            TfLiteOperations.Check(meta.GraphDef);
        }

        cancellation.ThrowIfCancellationRequested();
        AtomicFile.WriteFolder(Path.GetFullPath(path), folder =>
        {
            Directory.CreateDirectory(Path.Combine(folder, "variables"));
            Directory.CreateDirectory(Path.Combine(folder, SavedModelFile.Assets));
            foreach (ExportedTable table in tables.Where(table => table.Contents.Lines is not null))
            {
                File.WriteAllText(Path.Combine(folder, SavedModelFile.Assets, table.FileName), string.Concat(table.Contents.Lines!.Select(line => $"{line}\n")), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }

            BundleTensor[] tensors =
            [
                .. variables.Select((variable, i) => BundleTensor.Of(MetaGraphWriter.Key(i), variable)),
                BundleTensor.Of("_CHECKPOINTABLE_OBJECT_GRAPH", [checkpoint.ToByteArray()], []),
            ];
            BundleWriter.Write(Path.Combine(folder, "variables", "variables"), tensors, cancellation);

            // Last: it says that the rest is whole.
            using FileStream stream = File.Create(Path.Combine(folder, SavedModelFile.Name));
            new Messages.SavedModel { SavedModelSchemaVersion = 1, MetaGraphs = { meta } }.WriteTo(stream);
        });
    }
}
