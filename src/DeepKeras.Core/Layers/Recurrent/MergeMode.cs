namespace DeepKeras.Layers;

/// <summary>How <see cref="Bidirectional"/> joins the outputs of both directions.</summary>
public enum MergeMode
{
    /// <summary>One after the other along the last axis.</summary>
    Concat,

    /// <summary>Added.</summary>
    Sum,

    /// <summary>Multiplied.</summary>
    Mul,

    /// <summary>Their mean.</summary>
    Ave,
}
