using DeepKeras.Comparisons.Tuning;

namespace DeepKeras.Comparisons.Learners;

/// <summary>Settings of gradient boosting; the defaults are those of scikit-learn's histogram boosting.</summary>
public sealed record BoostingOptions
{
    /// <summary>Rounds of boosting.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>How much of each tree is added.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>The most leaves in a tree.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>The fewest training rows in a leaf.</summary>
    public int MinimumRowsInLeaf { get; init; } = 20;

    internal const string SearchSpace = "50 to 400 rounds, rate 0.02 to 0.3, 7 to 127 leaves of at least 5 to 50 rows";

    internal static BoostingOptions Drawn(SearchDraw draw) => new()
    {
        Rounds = draw.WholeLogUniform(50, 400),
        LearningRate = draw.LogUniform(0.02, 0.3),
        Leaves = draw.Pick(7, 15, 31, 63, 127),
        MinimumRowsInLeaf = draw.Pick(5, 10, 20, 50),
    };

    internal string Describe(string engine) => FormattableString.Invariant(
        $"{engine}, {Rounds} rounds, rate {LearningRate}, {Leaves} leaves of at least {MinimumRowsInLeaf} rows, text as the 300 commonest 1-3-grams");
}
