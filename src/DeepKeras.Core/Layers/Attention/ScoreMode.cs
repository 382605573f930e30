namespace DeepKeras;

/// <summary>How attention compares a query with a key.</summary>
public enum ScoreMode
{
    /// <summary>Their product.</summary>
    Dot,

    /// <summary>The sum of the hyperbolic tangents of their sum.</summary>
    Concat,
}
