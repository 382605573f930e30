namespace DeepKeras;

/// <summary>How an image is mirrored.</summary>
public enum FlipMode
{
    /// <summary>Left and right, and top and bottom, together.</summary>
    HorizontalAndVertical,

    /// <summary>Left and right.</summary>
    Horizontal,

    /// <summary>Top and bottom.</summary>
    Vertical,
}
