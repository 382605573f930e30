using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>How numbers that are not in a vocabulary share the indices for them.</summary>
public enum OovMethod
{
    /// <summary>By the rest of the division by the number of such indices.</summary>
    [ConfigName("floormod")]
    FloorMod,

    /// <summary>By FarmHash of their decimal text.</summary>
    [ConfigName("farmhash")]
    FarmHash,
}
