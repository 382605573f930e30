namespace DeepKeras.Metrics;

/// <summary>How the scores of outputs become one.</summary>
public enum OutputAverage
{
    /// <summary>Their mean.</summary>
    UniformAverage,

    /// <summary>Their mean, weighted by the targets' variance.</summary>
    VarianceWeightedAverage,
}
