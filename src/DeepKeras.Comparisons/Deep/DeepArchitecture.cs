using DeepKeras.Comparisons.Tuning;

namespace DeepKeras.Comparisons.Deep;

/// <summary>Makes a fresh, untrained model for a training part.</summary>
internal abstract class DeepArchitecture
{
    /// <summary>What it is made of, in a few words, for the report.</summary>
    public abstract string Description { get; }

    /// <summary>Whether an image is taken as a table of its pixels.</summary>
    public virtual bool TakesImagesAsTables => false;

    /// <summary>What a search varies in the layers, with a comma behind it; empty: nothing.</summary>
    public virtual string SearchSpace => "";

    /// <summary>The same kind of layers in other sizes.</summary>
    public virtual DeepArchitecture Varied(SearchDraw draw) => this;

    /// <summary>The model, with its head.</summary>
    /// <exception cref="ArgumentException">The data are not what the architecture takes.</exception>
    public abstract Model Build(DeepProblem problem);
}
