namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>Which character n-grams <see cref="CharacterNGrams"/> counts.</summary>
public sealed record CharacterNGramOptions
{
    /// <summary>The shortest n-gram, in characters.</summary>
    public int Shortest { get; init; } = 1;

    /// <summary>The longest n-gram, in characters.</summary>
    public int Longest { get; init; } = 3;

    /// <summary>In how many training texts an n-gram must occur to be kept.</summary>
    public int MinimumTexts { get; init; } = 1;

    /// <summary>The most n-grams kept, the commonest first; null: all.</summary>
    public int? MaximumFeatures { get; init; }
}
