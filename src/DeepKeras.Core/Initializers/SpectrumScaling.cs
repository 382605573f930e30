namespace DeepKeras.Initializers;

/// <summary>What a spectrum is divided by, so that its size does not depend on the window.</summary>
public enum SpectrumScaling
{
    /// <summary>The root of the window's sum of squares: power densities are comparable.</summary>
    Density,

    /// <summary>The window's sum: the peaks of pure tones are comparable.</summary>
    Spectrum,
}
