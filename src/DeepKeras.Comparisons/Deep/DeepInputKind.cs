namespace DeepKeras.Comparisons.Deep;

/// <summary>What an input of a deep model holds.</summary>
public enum DeepInputKind
{
    /// <summary>Standardised numbers and one-hot categories, (features).</summary>
    Table,

    /// <summary>Pixels divided by the largest one of the training part, (height, width, channels).</summary>
    Image,

    /// <summary>Character ids, (characters), 0 where the text has ended.</summary>
    Text,
}
