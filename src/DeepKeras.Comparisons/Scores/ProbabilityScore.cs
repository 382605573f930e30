namespace DeepKeras.Comparisons.Scores;

/// <summary>A classification score of the probabilities themselves.</summary>
internal record ProbabilityScore : ClassificationScore
{
    private readonly Function function;

    public ProbabilityScore(string name, Function function, bool higherIsBetter = true)
        : base(name, higherIsBetter) => this.function = function;

    internal delegate double Function(ReadOnlySpan<int> labels, double[,] probabilities);

    private protected override double Compute(ReadOnlySpan<int> labels, double[,] probabilities) => function(labels, probabilities);
}
