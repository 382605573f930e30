namespace DeepKeras;

/// <summary>What is done to a text before it is split. Lower case is that of ASCII's letters alone, as in TensorFlow.</summary>
public enum TextStandardization
{
    /// <summary>Lower case, without ASCII's punctuation.</summary>
    LowerAndStripPunctuation,

    /// <summary>Lower case.</summary>
    Lower,

    /// <summary>Without ASCII's punctuation.</summary>
    StripPunctuation,
}
