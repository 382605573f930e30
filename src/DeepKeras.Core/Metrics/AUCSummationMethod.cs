namespace DeepKeras.Metrics;

/// <summary>What height a strip between two thresholds has.</summary>
public enum AUCSummationMethod
{
    /// <summary>The mean of its two sides; under a precision-recall curve, J. Davis and M. Goadrich's interpolation (2006).</summary>
    Interpolation,

    /// <summary>Its higher side.</summary>
    Majoring,

    /// <summary>Its lower side.</summary>
    Minoring,
}
