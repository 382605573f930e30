namespace DeepKeras;

/// <summary>What lies beyond the edge of an image that is moved.</summary>
public enum FillMode
{
    /// <summary>The image in a mirror: d c b a | a b c d | d c b a.</summary>
    Reflect,

    /// <summary>One value.</summary>
    Constant,

    /// <summary>The image again.</summary>
    Wrap,

    /// <summary>The last pixel.</summary>
    Nearest,
}
