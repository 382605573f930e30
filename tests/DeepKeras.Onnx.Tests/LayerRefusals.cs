namespace DeepKeras.Tests;

/// <summary>The layers that ONNX cannot express; everything else must be exported.</summary>
internal static class LayerRefusals
{
    /// <summary>State that outlives a batch: an ONNX file has none.</summary>
    public static bool Expected(string className, OracleCase test) => test.Has("states") && className.Length > 0;
}
