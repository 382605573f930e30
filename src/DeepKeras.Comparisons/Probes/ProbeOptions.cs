namespace DeepKeras.Comparisons.Probes;

/// <summary>How a model is probed.</summary>
public sealed record ProbeOptions
{
    /// <summary>The most rows that are used, drawn by class; at least 20.</summary>
    public int MaximumRows { get; init; } = 2000;

    /// <summary>Folds that the probes are fitted and scored on, at least 2.</summary>
    public int Folds { get; init; } = 3;

    /// <summary>The most numbers of a layer's output that a probe gets; wider ones are cut to so many fixed random projections, so that probes stay equal.</summary>
    public int Width { get; init; } = 256;

    /// <summary>What rows, folds, projections, the untrained weights and the shuffled labels follow from.</summary>
    public int Seed { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumRows, 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, 2);
    }
}
