namespace DeepKeras.Comparisons.Statistics;

/// <summary>What <see cref="CorrectedTTest"/> found. Differences are positive where the first learner is better.</summary>
public sealed record CorrectedTResult
{
    /// <summary>J, the number of pairs.</summary>
    public required int Count { get; init; }

    /// <summary>J - 1.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>Mean of the differences, in units of the score.</summary>
    public required double MeanDifference { get; init; }

    /// <summary>Standard deviation of the differences, with divisor J - 1; 0 when degenerate.</summary>
    public required double SdDifference { get; init; }

    /// <summary>1/J + n_test/n_train.</summary>
    public required double VarianceFactor { get; init; }

    /// <summary>Standard error of the mean difference; 0 when degenerate.</summary>
    public required double StandardError { get; init; }

    /// <summary>Mean over standard error; when degenerate 0 or ±∞.</summary>
    public required double T { get; init; }

    /// <summary>Two-sided p.</summary>
    public required double P { get; init; }

    /// <summary>One-sided p for "the first learner is better".</summary>
    public required double PGreater { get; init; }

    /// <summary>One-sided p for "the second learner is better".</summary>
    public required double PLess { get; init; }

    /// <summary>Of the interval, in (0, 1).</summary>
    public required double Confidence { get; init; }

    /// <summary>Lower end of the confidence interval of the mean difference.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the confidence interval of the mean difference.</summary>
    public required double High { get; init; }

    /// <summary>
    /// Half the interval: a smaller mean difference could not have been called. "No significant difference" says nothing
    /// without it.
    /// </summary>
    public required double SmallestCallableDifference { get; init; }

    /// <summary>The folds do not vary: the test set is too small to say how sure the result is.</summary>
    public required bool IsDegenerate { get; init; }
}
