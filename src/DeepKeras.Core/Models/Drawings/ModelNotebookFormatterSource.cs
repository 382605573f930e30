namespace DeepKeras.Models;

/// <summary>Makes a model with weights the rich output of a notebook's cell: its picture.</summary>
internal sealed class ModelNotebookFormatterSource
{
    /// <summary>The formatters of the type that names this source.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
        [new NotebookFormatter(instance => instance is Model { IsBuilt: true } model ? model.ToSvg(new PlotOptions { ShowShapes = true }) : null)];
}
