namespace DeepKeras.Comparisons.Statistics;

/// <summary>What <see cref="WilcoxonSignedRank"/> found.</summary>
public sealed record WilcoxonResult
{
    private const int ExactUpTo = 25;

    /// <summary>Differences that are not 0.</summary>
    public required int NonZero { get; init; }

    /// <summary>Differences of 0.</summary>
    public required int Zeros { get; init; }

    /// <summary>Sum of the ranks that speak for a.</summary>
    public required double WPlus { get; init; }

    /// <summary>Sum of the ranks that speak for b.</summary>
    public required double WMinus { get; init; }

    /// <summary>The smaller sum, T in Demšar's table.</summary>
    public double T => Math.Min(WPlus, WMinus);

    /// <summary>(W+ - W-) / (W+ + W-), in [-1, 1]: the effect size.</summary>
    public required double RankBiserial { get; init; }

    /// <summary>Two-sided exact p; NaN with split zeros or more than 100 pairs.</summary>
    public required double PExact { get; init; }

    /// <summary>Exact p for "a is better"; NaN as above.</summary>
    public required double PExactGreater { get; init; }

    /// <summary>Exact p for "b is better"; NaN as above.</summary>
    public required double PExactLess { get; init; }

    /// <summary>Standardised W+, corrected for ties.</summary>
    public required double Z { get; init; }

    /// <summary>Two-sided p of <see cref="Z"/>.</summary>
    public required double PNormal { get; init; }

    /// <summary>Standardised W+, moved half a rank towards the mean.</summary>
    public required double ZContinuity { get; init; }

    /// <summary>Two-sided p of <see cref="ZContinuity"/>.</summary>
    public required double PNormalContinuity { get; init; }

    /// <summary>Median of the means of all pairs of differences: the typical difference.</summary>
    public required double HodgesLehmann { get; init; }

    /// <summary>The sign test of the same differences.</summary>
    public required SignTest Sign { get; init; }

    /// <summary>The p to report: exact up to 25 pairs where there is one, else normal.</summary>
    public double P => NonZero <= ExactUpTo && !double.IsNaN(PExact) ? PExact : PNormal;
}
