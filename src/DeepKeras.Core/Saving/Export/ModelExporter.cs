using System.Reflection;
using System.Runtime.CompilerServices;

namespace DeepKeras.Saving;

/// <summary>Writes models in one format. The assembly that holds one registers it when it is initialized, as engines do.</summary>
internal abstract class ModelExporter
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<ExportFormat, ModelExporter> Known = [];

    public abstract ExportFormat Format { get; }

    /// <summary>Writes the model; whatever stood at the path is replaced only when the new one is whole.</summary>
    public abstract void Export(Model model, string path, ExportOptions options, CancellationToken cancellation);

    public static void Register(ModelExporter exporter)
    {
        lock (Gate)
        {
            Known[exporter.Format] = exporter;
        }
    }

    /// <exception cref="NotSupportedException">The package that writes the format is not there.</exception>
    public static ModelExporter Find(ExportFormat format)
    {
        string assembly = format switch
        {
            ExportFormat.SavedModel => "DeepKeras.TensorFlow",
            ExportFormat.Onnx => "DeepKeras.Onnx",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "no export format has this number."),
        };
        lock (Gate)
        {
            if (!Known.ContainsKey(format))
            {
                try
                {
                    RuntimeHelpers.RunModuleConstructor(Assembly.Load(assembly).ManifestModule.ModuleHandle);
                }
                catch (FileNotFoundException)
                {
                    // Said below.
                }
            }

            return Known.GetValueOrDefault(format)
                ?? throw new NotSupportedException($"a model is exported to {format} by the package {assembly}, which is not there; add it.");
        }
    }
}
