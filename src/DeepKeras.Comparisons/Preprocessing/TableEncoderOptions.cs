namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>How <see cref="TableEncoder"/> turns columns into numbers.</summary>
public sealed record TableEncoderOptions
{
    /// <summary>Whether numbers get mean 0 and standard deviation 1 on the training rows.</summary>
    public bool Standardise { get; init; } = true;

    /// <summary>Whether a column with missing values in the training rows gets a second one that says where (1: missing).</summary>
    public bool MissingIndicators { get; init; } = true;

    /// <summary>The most one-hot columns a category column may become; the rarer categories share one column, <c>(other)</c>.</summary>
    public int MaximumCategories { get; init; } = 100;
}
