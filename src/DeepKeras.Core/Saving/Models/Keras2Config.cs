using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepKeras.Saving.Models;

/// <summary>
/// Turns what Keras 2 (tf_keras) wrote into what Keras 3 writes: <c>batch_input_shape</c>, an axis as a list, and keys that are no more.
/// Its lists of calls are read as they are.
/// </summary>
internal static class Keras2Config
{
    private static readonly string[] Gone = ["time_major", "input_length", "jit_compile", "is_legacy_optimizer"];

    /// <summary>The config with Keras 3's keys; the same value where there is nothing to change.</summary>
    public static ConfigValue Modernize(ConfigValue value)
    {
        string text = value.Json.GetRawText();
        if (!text.Contains("\"batch_input_shape\"", StringComparison.Ordinal) && !text.Contains("\"is_legacy_optimizer\"", StringComparison.Ordinal))
        {
            return value;
        }

        JsonNode root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = ConfigJson.MaxDepth })!;
        Change(root);
        return ConfigJson.Parse(JsonSerializer.SerializeToUtf8Bytes(root, new JsonSerializerOptions { MaxDepth = ConfigJson.MaxDepth }), value.Path);
    }

    private static void Change(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                Change(item);
            }
        }
        else if (node is JsonObject named)
        {
            if (named["class_name"] is JsonValue name && named["config"] is JsonObject config)
            {
                Change(name.GetValue<string>(), config);
            }

            foreach ((_, JsonNode? inner) in named)
            {
                Change(inner);
            }
        }
    }

    private static void Change(string className, JsonObject config)
    {
        foreach (string key in Gone)
        {
            config.Remove(key);
        }

        if (config.Remove("batch_input_shape", out JsonNode? shape) && className == "InputLayer")
        {
            config["batch_shape"] = shape;
        }

        if (className == "BatchNormalization" && config["axis"] is JsonArray { Count: 1 } axis)
        {
            config["axis"] = axis[0]!.DeepClone();
        }
    }
}
