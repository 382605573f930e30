namespace DeepKeras;

/// <summary>What <see cref="Ops.Image.MapCoordinates"/> finds beyond the edge.</summary>
public enum CoordinateFill
{
    /// <summary>One value.</summary>
    Constant,

    /// <summary>The last element.</summary>
    Nearest,

    /// <summary>The array again: a b c d | a b c d.</summary>
    Wrap,

    /// <summary>The array in a mirror: at −i what is at i. From twice the size on it repeats.</summary>
    Mirror,

    /// <summary>As <see cref="Mirror"/> below 0; beyond the end the last element comes twice.</summary>
    Reflect,
}
