using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>How a frame is weighted before its Fourier transform; the names and values are SciPy's.</summary>
public enum SpectralWindow
{
    /// <summary>1 everywhere.</summary>
    Boxcar,

    /// <summary>½ − ½ cos.</summary>
    Hann,

    /// <summary>0.54 − 0.46 cos.</summary>
    Hamming,

    /// <summary>Three terms.</summary>
    Blackman,

    /// <summary>Four terms, with the least side lobes.</summary>
    [ConfigName("blackmanharris")]
    BlackmanHarris,

    /// <summary>Four terms.</summary>
    Nuttall,

    /// <summary>Five terms, flat at the top.</summary>
    [ConfigName("flattop")]
    FlatTop,

    /// <summary>A triangle that is 0 at both ends.</summary>
    Bartlett,

    /// <summary>Half a wave of the sine.</summary>
    Cosine,
}
