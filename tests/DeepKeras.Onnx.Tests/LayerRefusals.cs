using System.Text.Json;

namespace DeepKeras.Tests;

/// <summary>The layers that ONNX cannot express; everything else must be exported.</summary>
internal static class LayerRefusals
{
    /// <summary>ONNX has no operator that reads the bytes or characters of a text: none hashes it, none splits it into characters. Hashes of
    /// numbers are products modulo 2⁶⁴, which ONNX does not promise.</summary>
    public static bool Expected(OracleCase test)
    {
        JsonElement config = test.Field("config");
        return test.Text("class_name") switch
        {
            "Hashing" or "HashedCrossing" => true,
            "StringLookup" => config.GetProperty("num_oov_indices").GetInt32() > 1,
            "IntegerLookup" => config.GetProperty("num_oov_indices").GetInt32() > 1 && config.GetProperty("oov_method").GetString() == "farmhash",
            "TextVectorization" => config.GetProperty("split") is { ValueKind: JsonValueKind.String } split && split.GetString() == "character",
            _ => false,
        };
    }
}
