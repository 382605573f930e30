using DeepKeras.Comparisons.Learners;

namespace DeepKeras.Comparisons.Tuning;

/// <summary>A learner with a search space, so that it can be tuned with the same budget as any other.</summary>
public interface ITunableLearner : ILearner
{
    /// <summary>What is varied and how far, in a line.</summary>
    string SearchSpace { get; }

    /// <summary>A point of the search space; its name and kind are this learner's, its settings say which point.</summary>
    /// <param name="draw">Where the point comes from.</param>
    ILearner Variant(SearchDraw draw);
}
