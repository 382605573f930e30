namespace DeepKeras.Comparisons.Scores;

/// <summary>
/// A score of predicted probabilities against classes. Probabilities are (rows, classes), one column a class also when there are
/// two (see <see cref="Probabilities.FromPositive(ReadOnlySpan{double})"/>), each in [0, 1]; labels are columns, from 0.
/// </summary>
public abstract record ClassificationScore : Score
{
    private protected ClassificationScore(string name, bool higherIsBetter)
        : base(name, higherIsBetter)
    {
    }

    /// <summary>The score; NaN where it is undefined on these rows, which makes the fold a failed one.</summary>
    /// <param name="labels">The class of each row: 0 to classes - 1.</param>
    /// <param name="probabilities">(rows, classes).</param>
    /// <exception cref="ArgumentException">
    /// No rows, other numbers of rows, fewer than two columns, a label without a column, or a probability that is no number in
    /// [0, 1].
    /// </exception>
    public double Of(ReadOnlySpan<int> labels, double[,] probabilities)
    {
        Probabilities.Check(labels, probabilities);
        return Compute(labels, probabilities);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{int}, double[,])"/>
    public double Of(ReadOnlySpan<int> labels, float[,] probabilities) => Of(labels, Probabilities.ToDouble(probabilities));

    private protected abstract double Compute(ReadOnlySpan<int> labels, double[,] probabilities);
}
