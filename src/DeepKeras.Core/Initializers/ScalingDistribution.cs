namespace DeepKeras.Initializers;

/// <summary>What <see cref="VarianceScaling"/> draws from; the mean is 0 and the variance as asked for in every case.</summary>
public enum ScalingDistribution
{
    /// <summary>Normal, cut at two standard deviations and widened for what the cut takes.</summary>
    TruncatedNormal,

    /// <summary>Normal.</summary>
    UntruncatedNormal,

    /// <summary>Uniform.</summary>
    Uniform,
}
