using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons.Curves;

/// <summary>From how many rows a deep model leads a shallow learner.</summary>
/// <param name="Deep">The deep model.</param>
/// <param name="Shallow">The shallow learner, or <see cref="BestAtEachSize"/>.</param>
/// <param name="Crossover">The crossing with its interval; null for rows in time order, where none is valid.</param>
/// <param name="Text">The same in a sentence. Beyond the sizes measured there is no number.</param>
public sealed record CurveCrossover(string Deep, string Shallow, Crossover? Crossover, string Text)
{
    /// <summary>The partner that is the best shallow learner at each size; picked on the same scores, so it flatters shallow.</summary>
    public const string BestAtEachSize = "the best shallow learner (of each size)";
}
