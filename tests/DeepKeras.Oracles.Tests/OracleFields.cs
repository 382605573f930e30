using System.Text.Json;

namespace DeepKeras.Tests;

/// <summary>
/// The fields of the objects inside a case, as shared by all kinds that have such objects: a field that is not here is one that the runner does
/// not know, and fails the case. What has names of its own (configs, logs, keyword arguments) is checked by whoever reads it.
/// </summary>
internal static class OracleFields
{
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["tolerance"] = ["rtol", "atol"],
        ["differs"] = ["jax", "numpy", "torch"],
        ["weights[]"] = ["path", "ref", "trainable", "dtype", "shape"],
        ["initial_weights[]"] = ["path", "ref", "trainable"],
        ["optimizer_state[]"] = ["path", "ref"],
        ["optimizer[]"] = ["path", "ref", "trainable", "dtype"],
        ["state[]"] = ["name", "path", "ref"],
        ["variables[]"] = ["name", "path", "constraint"],
        ["exclude_from_weight_decay"] = ["names", "variables"],
        ["grads[][]"] = ["indices", "values", "shape"],
        ["adapted"] = ["vocabulary", "bin_boundaries", "idf_weights"],
        ["updates[]"] = ["y_true", "y_pred", "sample_weight", "mask", "activation", "logits", "values"],
        ["drawn"] = ["count", "mean", "std", "min", "max"],
        ["orthogonal"] = ["rows", "columns", "gain", "of"],
        ["validation"] = ["x", "y", "sample_weight"],
        ["fit"] =
        [
            "epochs", "batch_size", "shuffle", "initial_epoch", "steps_per_epoch", "validation_steps", "validation_batch_size", "validation_freq", "validation_split",
        ],
        ["callbacks[]"] = ["class_name", "config", "after"],
        ["calls[]"] =
        [
            "op", "batch_size", "epochs", "initial_epoch", "shuffle", "validate", "params", "events", "logs", "trainable", "value", "x", "y",
        ],
        ["calls[].params"] = ["epochs", "steps", "verbose"],
        ["step"] = ["y", "logs", "weights", "optimizer"],
        ["rows[]"] = ["template", "epoch", "path"],
        ["saved[]"] = ["epoch", "batch", "path", "weights_only"],
        ["params"] = ["total", "trainable", "non_trainable"],
        ["summaries[]"] = ["args", "columns", "text"],
        ["layers[]"] = ["built", "class_name", "name", "output_shape", "params", "trainable"],
    };

    /// <summary>The fields inside a case that nobody knows, by their place.</summary>
    public static IEnumerable<string> Unknown(JsonElement test) =>
        test.EnumerateObject().SelectMany(property => Unknown(property.Name, property.Value));

    private static IEnumerable<string> Unknown(string place, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return Known.Keys.Any(key => key.StartsWith(place, StringComparison.Ordinal)) ? value.EnumerateArray().SelectMany(item => Unknown(place + "[]", item)) : [];
        }

        if (value.ValueKind != JsonValueKind.Object || !Known.TryGetValue(place, out string[]? names))
        {
            return [];
        }

        return value.EnumerateObject().SelectMany(property => names.Contains(property.Name) ? Unknown($"{place}.{property.Name}", property.Value) : [$"{place}.{property.Name}"]);
    }
}
