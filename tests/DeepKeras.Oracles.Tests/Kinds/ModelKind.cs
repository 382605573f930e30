using System.Text.Json;
using DeepKeras.Layers;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>A model of Keras's JSON: the same JSON again, the same layers, counts and weights, and Keras's summary letter by letter.</summary>
internal sealed class ModelKind : ICaseKind
{
    public string Kind => "model";

    public void Run(OracleCase test)
    {
        JsonElement json = test.Field("model");
        TrainedModel.RequireClasses(json);
        using Model model = Model.FromJson(json.GetRawText());
        test.AssertEqual("to_json", null, JsonDifference.Between(json, JsonDocument.Parse(model.ToJson()).RootElement));
        test.AssertEqual("get_config", null, JsonDifference.Between(test.Field("config"), JsonDocument.Parse(ConfigJson.WriteConfig(model)).RootElement));
        JsonElement counts = test.Field("params");
        test.AssertEqual("built", counts.ValueKind != JsonValueKind.Null, model.IsBuilt);
        if (model.IsBuilt)
        {
            CompareCounts(test, model, counts);
        }

        CompareLayers(test, model);
        CompareWeights(test, model);
        foreach (JsonElement summary in test.Field("summaries").EnumerateArray())
        {
            JsonElement args = summary.GetProperty("args");
            var options = new SummaryOptions { Columns = summary.GetProperty("columns").GetInt32() };
            foreach (JsonProperty argument in args.EnumerateObject().Where(argument => argument.Value.ValueKind != JsonValueKind.Null))
            {
                options = argument.Name switch
                {
                    "line_length" => options with { LineLength = argument.Value.GetInt32() },
                    "expand_nested" => options with { ExpandNested = argument.Value.GetBoolean() },
                    "show_trainable" => options with { ShowTrainable = argument.Value.GetBoolean() },
                    "positions" => options with { Positions = [.. argument.Value.EnumerateArray().Select(position => position.GetDouble())] },
                    "layer_range" => options with { LayerRange = (argument.Value[0].GetString()!, argument.Value[1].GetString()!) },
                    _ => throw new InvalidDataException($"{test.FullName}: an argument of summary that the runner does not know: {argument.Name}."),
                };
            }

            test.AssertEqual($"summary {args}", summary.GetProperty("text").GetString()!.TrimEnd('\n'), model.SummaryText(options).TrimEnd('\n'));
        }
    }

    private static void CompareCounts(OracleCase test, Model model, JsonElement counts)
    {
        test.AssertEqual("params", counts.GetProperty("total").GetInt64(), model.ParameterCount);
        test.AssertEqual("trainable params", counts.GetProperty("trainable").GetInt64(), model.TrainableWeights.Sum(w => w.Shape.Elements));
        test.AssertEqual("non-trainable params", counts.GetProperty("non_trainable").GetInt64(), model.NonTrainableWeights.Sum(w => w.Shape.Elements));
    }

    private static void CompareLayers(OracleCase test, Model model)
    {
        JsonElement[] expected = [.. test.Field("layers").EnumerateArray()];
        test.AssertEqual("layers", string.Join(", ", expected.Select(layer => layer.GetProperty("name").GetString())), string.Join(", ", model.Layers.Select(layer => layer.Name)));
        for (int i = 0; i < expected.Length; i++)
        {
            Layer layer = model.Layers[i];
            string what = $"layer {layer.Name}";
            test.AssertEqual($"{what}: class", expected[i].GetProperty("class_name").GetString(), layer.ClassName);
            test.AssertEqual($"{what}: built", expected[i].GetProperty("built").GetBoolean(), layer.IsBuilt);
            if (layer.IsBuilt)
            {
                test.AssertEqual($"{what}: params", expected[i].GetProperty("params").GetInt64(), layer.ParameterCount);
            }

            test.AssertEqual($"{what}: trainable", expected[i].GetProperty("trainable").GetBoolean(), layer.Trainable);
            JsonElement shape = expected[i].GetProperty("output_shape");
            if (shape.ValueKind == JsonValueKind.Array && shape[0].ValueKind != JsonValueKind.Array)
            {
                Tensor output = model.Calls.Last(call => call.Layer == layer).Outputs[0];
                test.AssertEqual($"{what}: output shape", OracleCase.ShapeOf(shape).ToString(), output.Shape.ToString());
            }
        }
    }

    private static void CompareWeights(OracleCase test, Model model)
    {
        JsonElement[] expected = [.. test.Has("weights") ? test.Field("weights").EnumerateArray() : []];
        test.AssertEqual("number of weights", expected.Length, model.Weights.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            Variable weight = model.Weights[i];

            // Keras puts a Sequential's name in front of its weights' paths, a functional model's not; ours has it always.
            Assert.That($"/{weight.Path}", Does.EndWith($"/{expected[i].GetProperty("path").GetString()}"));
            test.AssertEqual($"{weight.Path}: shape", OracleCase.ShapeOf(expected[i].GetProperty("shape")).ToString(), weight.Shape.ToString());
            test.AssertEqual($"{weight.Path}: dtype", expected[i].GetProperty("dtype").GetString(), weight.DType.KerasName());
            test.AssertEqual($"{weight.Path}: trainable", expected[i].GetProperty("trainable").GetBoolean(), model.TrainableWeights.Contains(weight));
        }
    }
}
