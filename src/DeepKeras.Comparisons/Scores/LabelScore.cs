namespace DeepKeras.Comparisons.Scores;

/// <summary>A classification score that heeds only the most probable class.</summary>
internal sealed record LabelScore : ClassificationScore
{
    private readonly Func<ConfusionMatrix, double> read;

    public LabelScore(string name, Func<ConfusionMatrix, double> read)
        : base(name, higherIsBetter: true) => this.read = read;

    private protected override double Compute(ReadOnlySpan<int> labels, double[,] probabilities) =>
        read(ConfusionMatrix.Of(labels, Probabilities.MostProbable(probabilities)));
}
