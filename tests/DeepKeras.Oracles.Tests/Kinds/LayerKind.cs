using System.Text.Json;
using DeepKeras.Layers;
using DeepKeras.Saving;

namespace DeepKeras.Tests.Kinds;

/// <summary>A layer by its config: outputs and masks, gradients to inputs and weights, the weights that the call moves, penalties, shapes.</summary>
internal sealed class LayerKind : ICaseKind
{
    public string Kind => "layer";

    public void Run(OracleCase test)
    {
        test.Skip("jit_compile");
        var layer = test.Create<Layer>();
        Shape[] buildShapes = [.. test.Field("build_shapes").EnumerateArray().Select(OracleCase.ShapeOf)];
        CompareConfig(test, layer);
        layer.EnsureBuilt(buildShapes);
        SetWeights(test, layer);
        SetStates(test, layer);
        Adapt(test, layer);
        CompareAdapted(test, layer);

        HostArray[] inputs = [.. test.Arrays("inputs").Select((input, i) => input ?? OracleText.Array(test.Field("text_inputs")[i]))];
        HostArray?[] masks = test.Has("masks") ? [.. test.Arrays("masks")] : [test.Array("mask")];
        test.Skip("mask");
        CompareShapes(test, layer, buildShapes, inputs);

        var call = new LayerCall(test, layer, inputs, masks);
        call.Run();
        call.Compare();
    }

    /// <summary>The config that the layer writes is the one it was read from.</summary>
    private static void CompareConfig(OracleCase test, Layer layer)
    {
        string written = ConfigJson.Write(writer => writer.WriteObject(layer.WriteConfig));
        using JsonDocument document = JsonDocument.Parse(written);
        test.AssertEqual("config", "", string.Join("; ", JsonDifferences.Of(test.Field("config"), document.RootElement)));
    }

    private static void SetWeights(OracleCase test, Layer layer)
    {
        JsonElement[] weights = [.. test.Field("weights").EnumerateArray()];
        test.AssertEqual("weights", string.Join(", ", weights.Select(w => LastPart(w.GetProperty("path").GetString()!))), string.Join(", ", layer.Weights.Select(w => w.Name)));
        var moved = layer.TrainableWeights.ToHashSet();
        for (int i = 0; i < weights.Length; i++)
        {
            Variable weight = layer.Weights[i];
            test.AssertEqual($"{weight.Name} trainable", weights[i].GetProperty("trainable").GetBoolean(), moved.Contains(weight));
            HostArray value = test.Array(weights[i].GetProperty("ref"))!;
            test.AssertEqual($"{weight.Name} dtype", value.Type, weight.DType);
            weight.Assign(value);
        }

        test.AssertEqual("param_count", test.Field("param_count").GetInt64(), layer.ParameterCount);
    }

    /// <summary>What a stateful layer remembers of the batch before.</summary>
    private static void SetStates(OracleCase test, Layer layer)
    {
        HostArray?[] states = [.. test.Arrays("states")];
        IReadOnlyList<Variable> own = (layer as IStateful)?.States ?? [];
        test.AssertEqual("number of states", states.Length, own.Count);
        for (int i = 0; i < states.Length; i++)
        {
            own[i].Assign(states[i]!);
        }
    }

    private static void Adapt(OracleCase test, Layer layer)
    {
        if (test.Has("adapt_text"))
        {
            ((IAdaptable)layer).Adapt([OracleText.Array(test.Field("adapt_text"))]);
        }

        if (!test.Has("adapt_data"))
        {
            return;
        }

        JsonElement data = test.Field("adapt_data");
        HostArray[] batches = data.ValueKind == JsonValueKind.Array ? [.. test.Arrays("adapt_data").Select(batch => batch!)] : [test.Array(data)!];
        ((layer as IAdaptable) ?? throw new NoClassYetException($"{layer.ClassName}.adapt")).Adapt(batches);
    }

    /// <summary>What data, or the config, gave the layer.</summary>
    private static void CompareAdapted(OracleCase test, Layer layer)
    {
        if (!test.Has("adapted"))
        {
            return;
        }

        foreach (JsonProperty property in test.Field("adapted").EnumerateObject())
        {
            switch (property.Name)
            {
                case "vocabulary":
                    object[] terms = layer switch
                    {
                        StringLookup strings => [.. strings.GetVocabulary()],
                        TextVectorization texts => [.. texts.GetVocabulary()],
                        IntegerLookup numbers => [.. numbers.GetVocabulary().Cast<object>()],
                        _ => throw new NoClassYetException($"{layer.ClassName}'s vocabulary"),
                    };
                    test.AssertEqual("vocabulary", string.Join("|", property.Value.EnumerateArray()), string.Join("|", terms));
                    break;
                case "bin_boundaries":
                    IReadOnlyList<double> edges = ((Discretization)layer).BinBoundaries!;
                    test.AssertEqual("number of boundaries", property.Value.GetArrayLength(), edges.Count);
                    for (int i = 0; i < edges.Count; i++)
                    {
                        test.AssertClose($"boundary {i}", property.Value[i].GetDouble(), edges[i]);
                    }

                    break;
                case "idf_weights":
                    test.AssertClose("idf_weights", test.Array(property.Value)!, ((IHasAssets)layer).Arrays["idf_weights"]);
                    break;
                default:
                    throw new NoClassYetException($"the layer field adapted.{property.Name}");
            }
        }
    }

    private static void CompareShapes(OracleCase test, Layer layer, Shape[] buildShapes, HostArray[] inputs)
    {
        // Further arguments, such as an initial state, have no build shape.
        IReadOnlyList<DeepKeras.Operations.TensorType> types = layer.ComputeOutputTypes([.. buildShapes.Select((shape, i) => new DeepKeras.Operations.TensorType(inputs[i].Type, shape))], LayerCall.KeywordArguments(test));
        Shape[] expected = [.. test.Field("output_shapes").EnumerateArray().Select(OracleCase.ShapeOf)];

        // A size that Keras gives up, as EinsumDense does where its output_shape says null, may be known here.
        bool fits = expected.Length == types.Count && expected.Zip(types).All(pair => pair.First.IsCompatibleWith(pair.Second.Shape)
            && pair.First.Zip(pair.Second.Shape).All(size => size.First < 0 || size.Second >= 0 || DependsOnData(test)));
        test.AssertEqual($"output_shapes: expected {string.Join(" ", (IEnumerable<Shape>)expected)}, got {string.Join(" ", types.Select(type => type.Shape))}", true, fits);
    }

    /// <summary>How many words the longest text has is in no config.</summary>
    private static bool DependsOnData(OracleCase test) => test.Text("class_name") == "TextVectorization";

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];
}
