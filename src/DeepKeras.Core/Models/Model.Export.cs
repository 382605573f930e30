using DeepKeras.Saving;

namespace DeepKeras;

public partial class Model
{
    /// <summary>Writes the model for programs that know nothing of .NET: the structure in their own operations, the weights, no code. The batch's size stays open.</summary>
    /// <param name="path">A folder for <see cref="ExportFormat.SavedModel"/>, a file for <see cref="ExportFormat.Onnx"/>; what is there is replaced only when the new one is whole.</param>
    /// <param name="format">What is written.</param>
    /// <param name="options">Further signatures.</param>
    /// <param name="cancellation">Leaves nothing behind when it is cancelled.</param>
    /// <exception cref="InvalidOperationException">The model has no weights yet.</exception>
    /// <exception cref="NotSupportedException">The package that writes the format is not there, or a layer has no counterpart in the format; the message names it.</exception>
    public void Export(string path, ExportFormat format, ExportOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RequireBuilt();
        ModelExporter.Find(format).Export(this, path, options ?? new(), cancellation);
    }
}
