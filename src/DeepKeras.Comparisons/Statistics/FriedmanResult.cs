namespace DeepKeras.Comparisons.Statistics;

/// <summary>What <see cref="FriedmanTest"/> found; <see cref="Nemenyi"/> and <see cref="AgainstControl"/> follow from it.</summary>
public sealed record FriedmanResult
{
    /// <summary>N.</summary>
    public required int DataSets { get; init; }

    /// <summary>Mean rank of each learner, 1 = best, ties averaged.</summary>
    public required IReadOnlyList<double> AverageRanks { get; init; }

    /// <summary>The statistic as Friedman has it.</summary>
    public required FriedmanStatistic Chi2 { get; init; }

    /// <summary>The statistic corrected for ties; 0 when everything ties.</summary>
    public required FriedmanStatistic Chi2TieCorrected { get; init; }

    /// <summary>k.</summary>
    public int Learners => AverageRanks.Count;

    /// <summary>Kendall's W in [0, 1]: how far the data sets agree about the ranks.</summary>
    public double KendallW => Chi2TieCorrected.Chi2 / (DataSets * (Learners - 1.0));

    /// <summary>Fewer than 5 data sets: show the table, no test.</summary>
    public bool TooFewDataSets => DataSets < 5;

    /// <summary>Standard error of a difference of two mean ranks: sqrt(k (k + 1) / (6 N)).</summary>
    internal double RankStandardError => Math.Sqrt(Learners * (Learners + 1.0) / (6.0 * DataSets));
}
