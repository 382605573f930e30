namespace DeepKeras;

/// <summary>Where a text is split.</summary>
public enum TextSplit
{
    /// <summary>At ASCII's white space.</summary>
    Whitespace,

    /// <summary>After each character of Unicode.</summary>
    Character,
}
