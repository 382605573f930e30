using System.Runtime.CompilerServices;
using DeepKeras.Saving;

namespace DeepKeras.Onnx;

/// <summary>Writes models as ONNX files.</summary>
internal sealed class OnnxExporter : ModelExporter
{
    public override ExportFormat Format => ExportFormat.Onnx;

    public override void Export(Model model, string path, ExportOptions options, CancellationToken cancellation)
    {
        if (options.Signatures.Count > 0)
        {
            throw new NotSupportedException("an ONNX file holds one model; further signatures need a SavedModel, or a file each.");
        }

        if (options.TrainEndpoint)
        {
            throw new NotSupportedException("an ONNX file holds a model that predicts; an endpoint for training needs a SavedModel.");
        }

        if (options.TfLite)
        {
            throw new NotSupportedException("TensorFlow Lite's converter takes a SavedModel, not an ONNX file.");
        }

        (Messages.ModelProto message, IReadOnlyList<(string, HostArray)> arrays) = OnnxModelWriter.Build(InferenceGraph.Of(model), model.Name, cancellation);
        OnnxModelWriter.Write(message, arrays, path, OnnxModelWriter.MostBytes, cancellation);
    }

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "Adding the package is what makes the format available.")]
    internal static void Register() => Register(new OnnxExporter());
}
