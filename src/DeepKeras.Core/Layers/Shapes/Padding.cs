namespace DeepKeras;

/// <summary>What a window sees beyond the edge of its input.</summary>
public enum Padding
{
    /// <summary>Nothing: only whole windows count, and the output is smaller.</summary>
    Valid,

    /// <summary>As many zeros as give ⌈size / stride⌉ outputs; an odd one stands at the far side.</summary>
    Same,

    /// <summary>Zeros before the first step only, so that no output sees a later step. One axis only.</summary>
    Causal,
}
