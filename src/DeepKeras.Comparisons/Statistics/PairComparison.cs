namespace DeepKeras.Comparisons.Statistics;

/// <summary>The deep model against one shallow learner. Differences are positive where the deep model is better.</summary>
public sealed record PairComparison
{
    /// <summary>Name of the shallow learner.</summary>
    public required string Against { get; init; }

    /// <summary>Corrected t-test: mean difference, interval, p.</summary>
    public required CorrectedTResult Test { get; init; }

    /// <summary>Posterior: P(left) is "shallow better", P(right) "deep better".</summary>
    public required DifferencePosterior Posterior { get; init; }

    /// <summary>p, adjusted by Holm over all shallow learners.</summary>
    public required double PHolm { get; init; }

    /// <summary>What this pair says on its own.</summary>
    public required PairVerdict Verdict { get; init; }

    /// <summary>The folds do not vary: the test set is too small to say how sure the result is.</summary>
    public bool IsDegenerate => Test.IsDegenerate;

    /// <summary>
    /// The order of magnitude of rows at which an undecided pair would be decided: the variance falls about with 1/n_test, so
    /// rows (z se / rope)², with z the normal quantile of the level.
    /// </summary>
    /// <param name="rows">Rows of the data set in hand, at least 1.</param>
    /// <returns>∞ when the ROPE is 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is below 1.</exception>
    public double RowsNeeded(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (Posterior.Rope == 0)
        {
            return double.PositiveInfinity;
        }

        double ratio = Distributions.Gaussian.Quantile(0.5 + Test.Confidence / 2) * Test.StandardError / Posterior.Rope;
        return rows * ratio * ratio;
    }
}
