using System.Text.Json;
using System.Text.Json.Nodes;
using DeepKeras.Data;
using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Saving;
using DeepKeras.Saving.Models;

namespace DeepKeras.Tests;

/// <summary>Models, data and options of the cases about training.</summary>
internal static class TrainedModel
{
    /// <summary>Every class of a model's config; operations of its graph are no classes of ours.</summary>
    /// <exception cref="NoClassYetException">One does not exist yet.</exception>
    public static void RequireClasses(JsonElement model)
    {
        JsonNode node = JsonNode.Parse(model.GetRawText())!;
        RemoveOperations(node);
        Missing.RequireAllIn(JsonSerializer.SerializeToElement(node));
    }

    /// <summary>The case's model with its initial weights, compiled as the case says.</summary>
    /// <exception cref="NoClassYetException">A class does not exist yet.</exception>
    public static Model Create(OracleCase test)
    {
        JsonElement compile = test.Field("compile");
        RequireClasses(test.Field("model"));
        Missing.RequireAllIn(compile);
        RequireNames<Loss>(compile.GetProperty("loss"), static name => (Loss)name);
        RequireNames<Metric>(compile.GetProperty("metrics"), static name => (Metric)name);
        RequireNames<Metric>(compile.GetProperty("weighted_metrics"), static name => (Metric)name);
        Model model = Model.FromJson(test.Field("model").GetRawText());
        if (test.TryField("initial_weights", out JsonElement initial))
        {
            JsonElement[] weights = [.. initial.EnumerateArray()];
            Assert.That(model.Weights.Select(weight => weight.Shape.ToString()), Is.EqualTo(weights.Select(w => test.Array(w.GetProperty("ref"))!.Shape.ToString())), "the weights' shapes");
            for (int i = 0; i < weights.Length; i++)
            {
                model.Weights[i].Assign(test.Array(weights[i].GetProperty("ref"))!);
            }
        }

        model.CompileFrom(new ConfigValue(compile, ""));
        return model;
    }

    public static TrainingData Data(OracleCase test, JsonElement x, JsonElement y, JsonElement weight) =>
        new(Arrays(test, x), Arrays(test, y), weight.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : Arrays(test, weight));

    public static FitOptions Options(OracleCase test, JsonElement fit)
    {
        var options = new FitOptions();
        foreach (JsonProperty argument in fit.EnumerateObject())
        {
            JsonElement value = argument.Value;
            options = argument.Name switch
            {
                "epochs" => options with { Epochs = value.GetInt32() },
                "batch_size" => options with { BatchSize = value.GetInt32() },
                "shuffle" => options with { Shuffle = value.GetBoolean() },
                "initial_epoch" => options with { InitialEpoch = value.GetInt32() },
                "steps_per_epoch" => options with { StepsPerEpoch = value.GetInt32() },
                "validation_split" => options with { ValidationSplit = value.GetDouble() },
                "validation_steps" => options with { ValidationSteps = value.GetInt32() },
                "validation_batch_size" => options with { ValidationBatchSize = value.GetInt32() },
                "validation_freq" when value.ValueKind == JsonValueKind.Array => options with { ValidationEpochs = [.. value.EnumerateArray().Select(epoch => epoch.GetInt32())] },
                "validation_freq" => options with { ValidationFrequency = value.GetInt32() },
                "op" or "x" or "y" or "logs" or "validate" or "events" or "params" => options,
                _ => throw new InvalidDataException($"{test.FullName}: an argument of fit that the runner does not know: {argument.Name}."),
            };
        }

        return options;
    }

    private static NamedArrays Arrays(OracleCase test, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => NamedArrays.Of(value.EnumerateObject().ToDictionary(p => p.Name, p => new DataArray(test.Array(p.Value)!))),
        JsonValueKind.Array => new(null, [.. value.EnumerateArray().Select(item => test.Array(item) is { } array ? new DataArray(array) : null)]),
        _ => new(null, [new DataArray(test.Array(value)!)]),
    };

    private static void RemoveOperations(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject named:
                foreach (JsonNode? value in named.Select(pair => pair.Value).ToArray())
                {
                    RemoveOperations(value);
                }

                break;
            case JsonArray list:
                foreach (JsonNode? item in list.ToArray())
                {
                    if (item is JsonObject && KerasOperation.IsOperation(new ConfigValue(JsonSerializer.SerializeToElement(item), "")))
                    {
                        list.Remove(item);
                    }

                    RemoveOperations(item);
                }

                break;
        }
    }

    private static void RequireNames<T>(JsonElement value, Func<string, T> named)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                try
                {
                    named(value.GetString()!);
                }
                catch (ConfigException)
                {
                    throw new NoClassYetException(value.GetString()!);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray())
                {
                    RequireNames(item, named);
                }

                break;
            case JsonValueKind.Object when !value.TryGetProperty("class_name", out _):
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    RequireNames(property.Value, named);
                }

                break;
        }
    }
}
