namespace DeepKeras.Comparisons.Scores;

/// <summary>A score of predicted numbers against true ones.</summary>
public abstract record RegressionScore : Score
{
    private protected RegressionScore(string name, bool higherIsBetter)
        : base(name, higherIsBetter)
    {
    }

    /// <summary>The score; NaN where it is undefined on these rows, which makes the fold a failed one.</summary>
    /// <param name="targets">(rows), finite.</param>
    /// <param name="predictions">(rows), finite.</param>
    /// <exception cref="ArgumentException">No rows, other numbers of rows, or a number that is not finite.</exception>
    public double Of(ReadOnlySpan<double> targets, ReadOnlySpan<double> predictions) =>
        Compute(new RegressionErrors(targets, predictions));

    /// <inheritdoc cref="Of(ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public double Of(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions) => Of(ToDouble(targets), ToDouble(predictions));

    private protected abstract double Compute(RegressionErrors errors);

    private static double[] ToDouble(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }
}
