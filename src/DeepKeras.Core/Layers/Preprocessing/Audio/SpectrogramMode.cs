namespace DeepKeras;

/// <summary>What a spectrogram holds of each frequency.</summary>
public enum SpectrogramMode
{
    /// <summary>The logarithm of the magnitude.</summary>
    Log,

    /// <summary>The absolute value.</summary>
    Magnitude,

    /// <summary>The power, that of negative frequencies included.</summary>
    Psd,

    /// <summary>The real part.</summary>
    Real,

    /// <summary>The imaginary part.</summary>
    Imag,

    /// <summary>The angle, −π to π.</summary>
    Angle,

    /// <summary>The real parts, and after them the imaginary ones.</summary>
    Stft,
}
