namespace DeepKeras.Training;

/// <summary>A loss's factor.</summary>
internal sealed record LossWeight(double Value)
{
    public static Nested<LossWeight>? All(IReadOnlyList<double>? weights) => Nested<LossWeight>.Of(weights?.Select(weight => new LossWeight(weight)).ToArray());

    public static Nested<LossWeight>? All(IReadOnlyDictionary<string, double>? weights) =>
        Nested<LossWeight>.Of(weights?.ToDictionary(pair => pair.Key, pair => (LossWeight?)new LossWeight(pair.Value)));
}
