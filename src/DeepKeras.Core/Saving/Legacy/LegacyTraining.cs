using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepKeras.Saving.Legacy;

/// <summary>A legacy file's <c>training_config</c> as a <c>compile_config</c>.</summary>
internal static class LegacyTraining
{
    private static readonly string[] Kept = ["loss", "loss_weights", "metrics", "weighted_metrics", "steps_per_execution"];

    /// <exception cref="ConfigException">It is no JSON object, or names no optimizer.</exception>
    public static ConfigValue ToCompileConfig(string json, Model model)
    {
        ConfigReader training = ConfigJson.Parse(json).AsObject();
        ConfigValue given = training.Required("optimizer_config");
        var compile = new JsonObject { ["optimizer"] = Node(given) };
        foreach (string key in Kept)
        {
            if (training.TryTake(key, out ConfigValue value) && !value.IsNull)
            {
                JsonNode node = Node(value);
                compile[key] = key.EndsWith("metrics", StringComparison.Ordinal) ? Metrics(node, model.Outputs.Count) : node;
            }
        }

        ConfigValue config = ConfigJson.Parse(JsonSerializer.SerializeToUtf8Bytes(compile, new JsonSerializerOptions { MaxDepth = ConfigJson.MaxDepth }), "training_config");
        return Models.Keras2Config.Modernize(config);
    }

    private static JsonNode Node(ConfigValue value) =>
        JsonNode.Parse(value.Json.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = ConfigJson.MaxDepth })!;

    /// <summary>Keras 2 writes a list for each output, also where there is one output.</summary>
    private static JsonNode Metrics(JsonNode metrics, int outputs) =>
        outputs == 1 && metrics is JsonArray { Count: 1 } list && list[0] is JsonArray inner ? inner.DeepClone() : metrics;
}
