using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>Which part of a complex spectrum.</summary>
public enum SpectrumSide
{
    /// <summary>The real part: cosines.</summary>
    Real,

    /// <summary>The imaginary part: negative sines.</summary>
    [ConfigName("imag")]
    Imaginary,
}
