using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons;

/// <summary>A deep model against a shallow learner. Differences are positive where the deep model is better, for losses too.</summary>
public sealed record PairResult
{
    /// <summary>The deep model's name.</summary>
    public required string Deep { get; init; }

    /// <summary>The shallow learner's name.</summary>
    public required string Shallow { get; init; }

    /// <summary>The mean difference over folds.</summary>
    public required double Difference { get; init; }

    /// <summary>The difference on each fold.</summary>
    public required IReadOnlyList<double> FoldDifferences { get; init; }

    /// <summary>
    /// Interval, p, Holm's p, posterior and pair verdict by the corrected tests; null where they are not valid, as for expanding windows.
    /// </summary>
    public PairComparison? Judged { get; init; }

    /// <summary>Two-sided p of the sign test over folds, ties left out; what there is when <see cref="Judged"/> is null.</summary>
    public required double PSign { get; init; }

    /// <summary>On a fixed test set of classes: the rows that only one of the two fitted models gets right. Null elsewhere.</summary>
    public McNemarTest? McNemar { get; init; }

    /// <summary>On a fixed test set of numbers: Wilcoxon's signed ranks of the rows' absolute errors, two-sided p. Null elsewhere.</summary>
    public double? PErrors { get; init; }

    /// <summary>The number of folds on which the deep model is ahead.</summary>
    public int FoldsAhead => FoldDifferences.Count(difference => difference > 0);
}
