using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepKeras.Saving.Models;

/// <summary>
/// Turns what Keras 2 (tf_keras) wrote into what Keras 3 writes: <c>batch_input_shape</c>, an axis as a list, and keys that are no more.
/// Its lists of calls are read as they are.
/// </summary>
internal static class Keras2Config
{
    private static readonly string[] Gone = ["time_major", "input_length", "jit_compile", "is_legacy_optimizer", "implementation"];
    private static readonly string[] Marks = ["\"batch_input_shape\"", "\"is_legacy_optimizer\"", "\"time_major\"", "\"MeanMetricWrapper\"", "\"Custom>", "\"tf_keras.", "\"alpha\""];

    /// <summary>The config with Keras 3's keys; the same value where there is nothing to change.</summary>
    public static ConfigValue Modernize(ConfigValue value)
    {
        string text = value.Json.GetRawText();
        if (!Marks.Any(mark => text.Contains(mark, StringComparison.Ordinal)))
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
            for (int i = 0; i < list.Count; i++)
            {
                if (MetricFunction(list[i]) is { } function)
                {
                    list[i] = function;
                }
                else
                {
                    Change(list[i]);
                }
            }
        }
        else if (node is JsonObject named)
        {
            if (named["class_name"] is JsonValue name && named["config"] is JsonObject config && name.TryGetValue(out string? className))
            {
                // Keras 2's own classes were registered as if they were custom ones.
                if (className.StartsWith("Custom>", StringComparison.Ordinal))
                {
                    named["class_name"] = className["Custom>".Length..];
                }

                if (named["module"] is JsonValue module && module.TryGetValue(out string? path) && path.StartsWith("tf_keras.src.engine.", StringComparison.Ordinal))
                {
                    named["module"] = "keras.src.models." + path[(path.LastIndexOf('.') + 1)..];
                }

                Change(className, config);
            }

            foreach ((string key, JsonNode? inner) in named.ToArray())
            {
                if (MetricFunction(inner) is { } function)
                {
                    named[key] = function;
                }
                else
                {
                    Change(inner);
                }
            }
        }
    }

    /// <summary>A metric that Keras 2 made of a function's name: the name that was given, else the function's; null: something else.</summary>
    private static string? MetricFunction(JsonNode? node)
    {
        if (node is not JsonObject wrapped || wrapped["class_name"]?.ToString() != "MeanMetricWrapper" || wrapped["config"] is not JsonObject config)
        {
            return null;
        }

        string? name = config["name"]?.ToString();
        if (config["fn"] is JsonObject)
        {
            // Keras 3's own.
            return null;
        }

        string? function = config["fn"]?.ToString();
        return name is "acc" or "accuracy" or "mse" or "mae" or "mape" or "msle" or "ce" or "crossentropy" ? name : function;
    }

    private static void Change(string className, JsonObject config)
    {
        // Steps before rows would be another computation; the key stays, and is refused by name.
        bool timeFirst = config["time_major"] is JsonValue major && major.TryGetValue(out bool isFirst) && isFirst;
        foreach (string key in Gone)
        {
            if (key != "time_major" || !timeFirst)
            {
                config.Remove(key);
            }
        }

        if (config.Remove("batch_input_shape", out JsonNode? shape) && className == "InputLayer")
        {
            config["batch_shape"] = shape;
        }

        if (className == "LeakyReLU" && config.Remove("alpha", out JsonNode? slope))
        {
            config["negative_slope"] = slope;
        }

        if (className == "BatchNormalization" && config["axis"] is JsonArray { Count: 1 } axis)
        {
            config["axis"] = axis[0]!.DeepClone();
        }
    }
}
