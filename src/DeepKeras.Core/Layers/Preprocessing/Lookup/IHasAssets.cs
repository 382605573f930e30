namespace DeepKeras.Layers;

/// <summary>A layer with state besides its weights: text files under <c>assets/</c> of a <c>.keras</c> file, and arrays beside its variables.</summary>
internal interface IHasAssets
{
    /// <summary>The text files by name.</summary>
    IReadOnlyDictionary<string, string> Assets { get; }

    /// <summary>The arrays by name; one that is not there yet has no elements.</summary>
    IReadOnlyDictionary<string, HostArray> Arrays { get; }

    /// <summary>Takes what a file had; the arrays are those that <see cref="Arrays"/> names.</summary>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    void Load(IReadOnlyDictionary<string, string> assets, IReadOnlyDictionary<string, HostArray> arrays);
}
