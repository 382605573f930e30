using System.Text.Json;
using DeepKeras.Layers;

namespace DeepKeras.Tests.Kinds;

/// <summary>A layer by its config: outputs and masks, gradients to inputs and weights, the weights that the call moves, penalties, shapes.</summary>
internal sealed class LayerKind : ICaseKind
{
    public string Kind => "layer";

    public void Run(OracleCase test)
    {
        foreach (string field in new[] { "text_inputs", "text_outputs", "adapt_text", "adapted", "states", "states_after", "call_kwargs" })
        {
            if (test.Has(field))
            {
                throw new NoClassYetException($"the layer field {field}");
            }
        }

        test.Skip("jit_compile");
        var layer = test.Create<Layer>();
        Shape[] buildShapes = [.. test.Field("build_shapes").EnumerateArray().Select(OracleCase.ShapeOf)];
        layer.EnsureBuilt(buildShapes);
        SetWeights(test, layer);
        Adapt(test, layer);

        HostArray[] inputs = [.. test.Arrays("inputs").Select(input => input!)];
        HostArray?[] masks = test.Has("masks") ? [.. test.Arrays("masks")] : [test.Array("mask")];
        test.Skip("mask");
        CompareShapes(test, layer, buildShapes, inputs);

        var call = new LayerCall(test, layer, inputs, masks);
        call.Run();
        call.Compare();
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

    private static void Adapt(OracleCase test, Layer layer)
    {
        if (!test.Has("adapt_data"))
        {
            return;
        }

        JsonElement data = test.Field("adapt_data");
        HostArray[] batches = data.ValueKind == JsonValueKind.Array ? [.. test.Arrays("adapt_data").Select(batch => batch!)] : [test.Array(data)!];
        ((layer as IAdaptable) ?? throw new NoClassYetException($"{layer.ClassName}.adapt")).Adapt(batches);
    }

    private static void CompareShapes(OracleCase test, Layer layer, Shape[] buildShapes, HostArray[] inputs)
    {
        // Further arguments, such as an initial state, have no build shape.
        IReadOnlyList<Operations.TensorType> types = layer.ComputeOutputTypes([.. buildShapes.Select((shape, i) => new Operations.TensorType(inputs[i].Type, shape))]);
        test.AssertEqual("output_shapes", string.Join(" ", test.Field("output_shapes").EnumerateArray().Select(OracleCase.ShapeOf)), string.Join(" ", types.Select(type => type.Shape)));
    }

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];
}
