namespace DeepKeras.Comparisons.Statistics;

/// <summary>A learner's scores, one a fold, in the order of the folds that all learners share.</summary>
/// <param name="Name">As the report prints it.</param>
/// <param name="Scores">Finite, one a fold.</param>
public sealed record LearnerScores(string Name, IReadOnlyList<double> Scores)
{
    /// <summary>Mean over the folds.</summary>
    public double Mean => Moments.Mean(Scores);

    /// <summary>Standard deviation over the folds, with divisor J - 1.</summary>
    public double Sd => Moments.Sd(Scores);
}
