namespace DeepKeras.Comparisons.Statistics;

/// <summary>Does depth pay on this data? What <see cref="DeepVersusShallow"/> found, with every number behind it.</summary>
public sealed record Verdict
{
    /// <summary>The answer.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>The deep model.</summary>
    public required LearnerScores Deep { get; init; }

    /// <summary>The shallow learners, in the order given.</summary>
    public required IReadOnlyList<LearnerScores> Shallow { get; init; }

    /// <summary>One comparison a shallow learner, in the order given.</summary>
    public required IReadOnlyList<PairComparison> Pairs { get; init; }

    /// <summary>ROPE, direction and level.</summary>
    public required VerdictOptions Options { get; init; }

    /// <summary>
    /// The shallow learner with the best mean, the first of equals. Description only: it was picked on these scores, so its
    /// mean is optimistic.
    /// </summary>
    public required LearnerScores BestShallow { get; init; }

    /// <summary>The pair of <see cref="BestShallow"/>.</summary>
    public PairComparison AgainstBestShallow => Pairs.First(pair => pair.Against == BestShallow.Name);

    /// <summary>
    /// The shallow learners that the verdict rests on: all of them when depth paid, those at least as good when it did not,
    /// none when undecided.
    /// </summary>
    public required IReadOnlyList<string> RestsOn { get; init; }

    /// <summary>Some pair's folds do not vary: the report must say that the test set is too small to say how sure this is.</summary>
    public bool IsDegenerate => Pairs.Any(pair => pair.IsDegenerate);
}
