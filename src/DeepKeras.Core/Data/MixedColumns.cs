namespace DeepKeras.Data;

/// <summary>What to do with a column most of whose values are numbers and some are not.</summary>
public enum MixedColumns
{
    /// <summary>An error that names the first value which is no number.</summary>
    Refuse,

    /// <summary>All its values are strings.</summary>
    Strings,

    /// <summary>What is no number is a missing value; a warning says how many.</summary>
    Missing,
}
