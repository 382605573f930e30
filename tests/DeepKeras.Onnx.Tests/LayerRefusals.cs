namespace DeepKeras.Tests;

/// <summary>The layers that ONNX cannot express; everything else must be exported.</summary>
internal static class LayerRefusals
{
    /// <summary>Computed on the host, from text or from a vocabulary.</summary>
    private static readonly HashSet<string> TextAndLookUps = ["HashedCrossing", "Hashing", "IntegerLookup", "StringLookup", "TextVectorization"];

    /// <summary>Also state that outlives a batch: an ONNX file has none.</summary>
    public static bool Expected(string className, OracleCase test) => TextAndLookUps.Contains(className) || test.Has("states");
}
