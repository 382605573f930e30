using DeepKeras.Models;

namespace DeepKeras;

public partial class Model
{
    /// <summary>Prints Keras's table of the layers, their outputs' shapes and their numbers of weights, to the console.</summary>
    /// <param name="options">How it looks.</param>
    /// <exception cref="ArgumentException">The line is too short for the columns.</exception>
    public void Summary(SummaryOptions? options = null) => Summary(Console.Out, options);

    /// <summary>Writes Keras's table of the layers, their outputs' shapes and their numbers of weights.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="options">How it looks.</param>
    /// <exception cref="ArgumentException">The line is too short for the columns.</exception>
    public void Summary(TextWriter writer, SummaryOptions? options = null) => writer.Write(SummaryText(options));

    /// <summary>Keras's table of the layers, their outputs' shapes and their numbers of weights; lines end in LF.</summary>
    /// <param name="options">How it looks.</param>
    /// <exception cref="ArgumentException">The line is too short for the columns.</exception>
    public string SummaryText(SummaryOptions? options = null) => ModelSummary.Of(this, options ?? new SummaryOptions());
}
