using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>How an image's new pixels come from the old ones; pixels are squares, so centres lie at half numbers.</summary>
public enum Interpolation
{
    /// <summary>The nearest pixel.</summary>
    Nearest,

    /// <summary>Between the 2 × 2 nearest pixels, by distance.</summary>
    Bilinear,

    /// <summary>Between 4 × 4 pixels, by Keys's cubic with a = −0.5.</summary>
    Bicubic,

    /// <summary>Between 6 × 6 pixels, by Lanczos's window of radius 3.</summary>
    [ConfigName("lanczos3")]
    Lanczos3,

    /// <summary>Between 10 × 10 pixels, by Lanczos's window of radius 5.</summary>
    [ConfigName("lanczos5")]
    Lanczos5,

    /// <summary>The mean of what a new pixel covers, by how much of each.</summary>
    Area,
}
