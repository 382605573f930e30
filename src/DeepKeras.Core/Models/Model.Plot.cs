using System.Text;
using DeepKeras.Models;
using DeepKeras.Saving;

namespace DeepKeras;

public partial class Model
{
    /// <summary>
    /// The model drawn: a picture in SVG with a box a layer and an arrow a connection, for light and dark, that needs nothing from elsewhere.
    /// After <c>keras.utils.plot_model</c>. A model with a <c>Call</c> of its own is one box.
    /// </summary>
    /// <param name="options">What is shown.</param>
    /// <exception cref="InvalidOperationException">The model has no weights yet.</exception>
    public string ToSvg(PlotOptions? options = null)
    {
        RequireBuilt();
        return SvgDrawing.Of(this, options ?? new PlotOptions());
    }

    /// <summary>Draws the model into a file, in place of one that is there.</summary>
    /// <param name="path">The file; its name mostly ends in <c>.svg</c>.</param>
    /// <param name="options">What is shown.</param>
    /// <exception cref="InvalidOperationException">The model has no weights yet.</exception>
    public void SaveSvg(string path, PlotOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string svg = ToSvg(options);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(svg)));
    }
}
