namespace DeepKeras;

/// <summary>What becomes of the integers that layers such as StringLookup, Hashing and Discretization find.</summary>
public enum CategoryOutput
{
    /// <summary>They stay.</summary>
    Int,

    /// <summary>Each is a vector of its own with a 1 at its place; a last axis of size 1 is replaced.</summary>
    OneHot,

    /// <summary>A vector a row with a 1 at each integer that is there.</summary>
    MultiHot,

    /// <summary>A vector a row with the number of times that each integer is there.</summary>
    Count,

    /// <summary>The counts, each multiplied by how rare its term is among the rows that the layer was adapted to.</summary>
    TfIdf,
}
