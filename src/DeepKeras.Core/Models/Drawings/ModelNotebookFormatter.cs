namespace DeepKeras.Models;

/// <summary>Makes a model the rich output of a notebook's cell, its picture: what dotnet-interactive looks for by name, so that no package is needed.</summary>
internal sealed class ModelNotebookFormatterSource
{
    /// <summary>The formatters of the type that names this source.</summary>
    public IEnumerable<object> CreateTypeFormatters()
    {
        yield return new ModelNotebookFormatter();
    }
}

/// <summary>Writes a model's picture.</summary>
internal sealed class ModelNotebookFormatter
{
    /// <summary>What is written.</summary>
    public string MimeType => "text/html";

    /// <summary>Writes a model; false for anything else, and for a model that has no weights yet.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not Model { IsBuilt: true } model)
        {
            return false;
        }

        writer.Write(model.ToSvg(new PlotOptions { ShowShapes = true }));
        return true;
    }
}
