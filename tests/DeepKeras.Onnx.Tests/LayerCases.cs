using System.Text.Json;
using DeepKeras.Layers;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>Keras's cases of layers that predict: each built alone, exported, and run by what reads the format.</summary>
internal static class LayerCases
{
    /// <summary>Every case that predicts, and those of a layer that does the same while it is trained.</summary>
    public static IEnumerable<OracleCase> All() => OracleGroup.All().SelectMany(group => group.Cases)
        .Where(test => test.Kind == "layer" && (!test.Flag("training") || test.Text("class_name") == nameof(ContrastLimitedAdaptiveHistogramEqualization)));

    /// <summary>Exports the layer of a case with everything that can be open open, and compares what comes of it.</summary>
    /// <param name="test">The case.</param>
    /// <param name="run">Exports a graph and runs it on what is fed.</param>
    /// <exception cref="NoClassYetException">DeepKeras lacks what the case is about.</exception>
    /// <exception cref="NotSupportedException">The format lacks what the layer needs.</exception>
    public static void Run(OracleCase test, Func<InferenceGraph, IReadOnlyList<HostArray>, HostArray[]> run)
    {
        var layer = test.Create<Layer>();
        Shape[] buildShapes = [.. test.Field("build_shapes").EnumerateArray().Select(OracleCase.ShapeOf)];
        layer.EnsureBuilt(buildShapes);
        JsonElement[] weights = [.. test.Field("weights").EnumerateArray()];
        for (int i = 0; i < weights.Length; i++)
        {
            layer.Weights[i].Assign(test.Array(weights[i].GetProperty("ref"))!);
        }

        if (test.Has("adapt_text"))
        {
            ((IAdaptable)layer).Adapt([OracleText.Array(test.Field("adapt_text"))]);
        }

        if (test.Has("adapt_data"))
        {
            JsonElement data = test.Field("adapt_data");
            ((IAdaptable)layer).Adapt(data.ValueKind == JsonValueKind.Array ? [.. test.Arrays("adapt_data").Select(batch => batch!)] : [test.Array(data)!]);
        }

        if (test.Has("states"))
        {
            IReadOnlyList<HostArray?> states = test.Arrays("states");
            for (int i = 0; i < states.Count; i++)
            {
                ((IStateful)layer).States[i].Assign(states[i]!);
            }
        }

        var fed = new List<HostArray>();
        HostArray[] results = run(Trace(test, layer, buildShapes, fed), fed);
        HostArray[] expected = [.. test.Arrays("outputs").Select((output, i) => output ?? OracleText.Array(test.Field("text_outputs")[i]))];
        for (int i = 0; i < expected.Length; i++)
        {
            test.AssertClose($"output {i}", expected[i], results[i]);
        }
    }

    private static InferenceGraph Trace(OracleCase test, Layer layer, Shape[] buildShapes, List<HostArray> fed)
    {
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        HostArray[] arrays = [.. test.Arrays("inputs").Select((input, i) => input ?? OracleText.Array(test.Field("text_inputs")[i]))];
        HostArray?[] masks = test.Has("masks") ? [.. test.Arrays("masks")] : [test.Array("mask")];
        var inputs = new List<Tensor>();
        bool open = buildShapes[0].Rank > 0 && buildShapes[0][0] < 0;
        Tensor[] tensors = [.. arrays.Select((array, i) => Feed(array, i < buildShapes.Length ? buildShapes[i] : null))];
        for (int i = 0; i < masks.Length && i < tensors.Length; i++)
        {
            tensors[i].Mask = masks[i] is { } mask ? Feed(mask, null) : null;
        }

        (List<Tensor> positional, Dictionary<string, object?> arguments) = Arguments(test, tensors);
        if (test.Has("mask_args"))
        {
            foreach (JsonProperty property in test.Field("mask_args").EnumerateObject())
            {
                arguments[property.Name] = property.Value.ValueKind == JsonValueKind.Array
                    ? property.Value.EnumerateArray().Select(item => test.Array(item) is { } mask ? Feed(mask, null) : null).ToList()
                    : Feed(test.Array(property.Value)!, null);
            }
        }

        IReadOnlyList<Tensor> outputs = layer.Run(positional, trace, arguments.Count == 0 ? null : arguments);
        return new(new Graph(inputs, outputs, trace.Updates), [.. inputs.Select(input => ((InputNode)input.Node).Name)], [.. outputs.Select((_, i) => $"output_{i}")]);

        Tensor Feed(HostArray array, Shape? built)
        {
            // The batch is open, and so is what is open where the layer is built.
            Shape shape = built is not null && built.IsCompatibleWith(array.Shape) ? built
                : open && array.Shape.Rank > 0 && array.Shape[0] == arrays[0].Shape[0] ? array.Shape.With(0, Shape.Unknown) : array.Shape;
            Tensor tensor = new InputNode($"input_{inputs.Count}", new(array.Type, shape)).Output;
            inputs.Add(tensor);
            fed.Add(array);
            return tensor;
        }
    }

    private static (List<Tensor> Positional, Dictionary<string, object?> Arguments) Arguments(OracleCase test, Tensor[] tensors)
    {
        string[] names = test.Has("input_args") ? [.. test.Field("input_args").EnumerateArray().Select(name => name.GetString()!)] : ["inputs"];
        string first = Head(names[0]);
        var positional = new List<Tensor>();
        Dictionary<string, object?> arguments = Switches(test);
        for (int i = 0; i < names.Length; i++)
        {
            if (Head(names[i]) == first)
            {
                positional.Add(tensors[i]);
            }
            else if (names[i].EndsWith(']'))
            {
                if (!arguments.TryGetValue(Head(names[i]), out object? list))
                {
                    arguments[Head(names[i])] = list = new List<Tensor>();
                }

                ((List<Tensor>)list!).Add(tensors[i]);
            }
            else
            {
                arguments[names[i]] = tensors[i];
            }
        }

        return (positional, arguments);

        static string Head(string name) => name.Split('[')[0];
    }

    /// <summary>The call's switches by name.</summary>
    private static Dictionary<string, object?> Switches(OracleCase test) => !test.Has("call_kwargs") ? []
        : test.Field("call_kwargs").EnumerateObject().ToDictionary(argument => argument.Name, argument => (object?)(argument.Value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new InvalidDataException($"{test.FullName}: the argument {argument.Name} is {argument.Value}, no truth value."),
        }));
}
