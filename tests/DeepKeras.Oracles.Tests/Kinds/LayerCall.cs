using System.Text.Json;
using DeepKeras.Layers;

namespace DeepKeras.Tests.Kinds;

/// <summary>One call of a layer on the engine, with its gradients.</summary>
internal sealed class LayerCall(OracleCase test, Layer layer, HostArray[] inputs, HostArray?[] masks)
{
    private readonly List<string> names = [];
    private readonly List<HostArray> expected = [];
    private readonly List<HostArray> fed = [.. inputs];
    private HostArray[] results = [];
    private int lossCount;

    /// <summary>The call's switches by name; null: none.</summary>
    public static Dictionary<string, object?>? KeywordArguments(OracleCase test) => !test.Has("call_kwargs") ? null
        : test.Field("call_kwargs").EnumerateObject().ToDictionary(argument => argument.Name, argument => (object?)(argument.Value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new InvalidDataException($"{test.FullName}: the argument {argument.Name} is {argument.Value}, no truth value."),
        }));

    public void Run()
    {
        int[] maskAt = new int[masks.Length];
        for (int i = 0; i < masks.Length; i++)
        {
            maskAt[i] = masks[i] is { } mask ? Feed(mask) : -1;
        }

        // A mask that is passed is one, or a list of one an input.
        Dictionary<string, (int[] At, bool IsList)> maskArguments = test.Has("mask_args")
            ? test.Field("mask_args").EnumerateObject().ToDictionary(
                property => property.Name,
                property => property.Value.ValueKind == JsonValueKind.Array
                    ? (property.Value.EnumerateArray().Select(item => test.Array(item) is { } mask ? Feed(mask) : -1).ToArray(), true)
                    : (new[] { Feed(test.Array(property.Value)!) }, false))
            : [];
        HostArray?[] cotangents = [.. test.Arrays("cotangents")];
        int[] cotangentAt = [.. cotangents.Select(cotangent => cotangent is null ? -1 : Feed(cotangent))];
        results = Evaluation.Run(fed, (trace, tensors) => Build(trace, tensors, maskAt, maskArguments, cotangentAt), test.Flag("training"));
    }

    public void Compare()
    {
        for (int i = 0; i < expected.Count; i++)
        {
            test.AssertClose(names[i], expected[i], results[i]);
        }

        if (test.Has("losses"))
        {
            double[] losses = [.. test.Field("losses").EnumerateArray().Select(OracleCase.Number).Order()];
            double[] computed = [.. results[expected.Count..].Select(loss => loss[0]).Order()];
            test.AssertEqual("number of losses", losses.Length, lossCount);
            for (int i = 0; i < losses.Length; i++)
            {
                test.AssertClose($"loss {i}", losses[i], computed[i]);
            }
        }

        IReadOnlyList<HostArray?> states = test.Arrays("states_after");
        for (int i = 0; i < states.Count; i++)
        {
            test.AssertClose($"state {i} after the call", states[i]!, ((IStateful)layer).States[i].Host);
        }

        IReadOnlyList<HostArray?> after = test.Arrays("weights_after");
        if (after.Count == 0)
        {
            after = [.. test.Field("weights").EnumerateArray().Select(weight => test.Array(weight.GetProperty("ref")))];
        }

        if (!test.Has("adapt_data"))
        {
            for (int i = 0; i < after.Count; i++)
            {
                test.AssertClose($"{layer.Weights[i].Name} after the call", after[i]!, layer.Weights[i].Host);
            }
        }
    }

    private int Feed(HostArray array)
    {
        fed.Add(array);
        return fed.Count - 1;
    }

    private List<Tensor> Build(Trace trace, Tensor[] tensors, int[] maskAt, Dictionary<string, (int[] At, bool IsList)> maskArguments, int[] cotangentAt)
    {
        (List<Tensor> positional, Dictionary<string, object?> arguments) = Arguments(tensors);
        for (int i = 0; i < maskAt.Length && i < inputs.Length; i++)
        {
            tensors[i].Mask = maskAt[i] < 0 ? null : tensors[maskAt[i]];
        }

        foreach ((string name, (int[] at, bool isList)) in maskArguments)
        {
            Tensor?[] given = [.. at.Select(place => place < 0 ? null : tensors[place])];
            arguments[name] = isList ? given : given[0];
        }

        IReadOnlyList<Tensor> outputs = layer.Run(positional, trace, arguments.Count == 0 ? null : arguments);
        var wanted = new List<Tensor>();
        HostArray?[] expectedOutputs = [.. test.Arrays("outputs").Select((output, i) => output ?? OracleText.Array(test.Field("text_outputs")[i]))];
        test.AssertEqual("number of outputs", expectedOutputs.Length, outputs.Count);
        for (int i = 0; i < outputs.Count; i++)
        {
            Want($"output {i}", expectedOutputs[i]!, outputs[i]);
        }

        WantMasks(outputs, Want);
        WantGradients(trace, outputs, tensors, cotangentAt, Want);
        List<Tensor> losses = [.. layer.Weights.Where(w => w.Regularizer is not null && layer.TrainableWeights.Contains(w)).Select(w => w.Regularizer!.Penalty(w)), .. trace.Losses];
        lossCount = losses.Count;
        test.AssertEqual("has losses", test.Has("losses"), lossCount > 0);
        return [.. wanted, .. losses];

        void Want(string name, HostArray value, Tensor tensor)
        {
            names.Add(name);
            expected.Add(value);
            wanted.Add(tensor);
        }
    }

    private (List<Tensor> Positional, Dictionary<string, object?> Arguments) Arguments(Tensor[] tensors)
    {
        string[] names = test.Has("input_args") ? [.. test.Field("input_args").EnumerateArray().Select(name => name.GetString()!)] : ["inputs"];
        string first = Head(names[0]);
        var positional = new List<Tensor>();
        var lists = new Dictionary<string, List<Tensor>>();
        Dictionary<string, object?> arguments = KeywordArguments(test) ?? [];
        for (int i = 0; i < names.Length; i++)
        {
            if (Head(names[i]) == first)
            {
                positional.Add(tensors[i]);
            }
            else if (names[i].EndsWith(']'))
            {
                if (!lists.TryGetValue(Head(names[i]), out List<Tensor>? list))
                {
                    arguments[Head(names[i])] = lists[Head(names[i])] = list = [];
                }

                list.Add(tensors[i]);
            }
            else
            {
                arguments[names[i]] = tensors[i];
            }
        }

        return (positional, arguments);

        static string Head(string name) => name.Split('[')[0];
    }

    private void WantMasks(IReadOnlyList<Tensor> outputs, Action<string, HostArray, Tensor> want)
    {
        HostArray?[] outputMasks = test.Has("output_mask") ? [.. test.Arrays("output_mask")] : new HostArray?[outputs.Count];
        for (int i = 0; i < outputs.Count; i++)
        {
            test.AssertEqual($"output {i} has a mask", outputMasks[i] is not null, outputs[i].Mask is not null);
            if (outputMasks[i] is { } mask)
            {
                want($"output mask {i}", mask, outputs[i].Mask!);
            }
        }
    }

    private void WantGradients(Trace trace, IReadOnlyList<Tensor> outputs, Tensor[] tensors, int[] cotangentAt, Action<string, HostArray, Tensor> want)
    {
        HostArray?[] inputGradients = [.. test.Arrays("input_grads")];
        HostArray?[] weightGradients = [.. test.Arrays("weight_grads")];
        var targets = new List<Tensor>();
        var wantedGradients = new List<(string Name, HostArray Value)>();
        for (int i = 0; i < inputGradients.Length; i++)
        {
            Add($"gradient to input {i}", inputGradients[i], tensors[i]);
        }

        for (int i = 0; i < weightGradients.Length; i++)
        {
            Add($"gradient to {layer.Weights[i].Name}", weightGradients[i], trace.ReadOriginal(layer.Weights[i]));
        }

        if (targets.Count == 0)
        {
            return;
        }

        Tensor total = 0f;
        for (int i = 0; i < cotangentAt.Length; i++)
        {
            if (cotangentAt[i] >= 0)
            {
                total += Ops.Sum(outputs[i] * tensors[cotangentAt[i]]);
            }
        }

        IReadOnlyList<Tensor> gradients = Ops.Gradients(total, targets);
        for (int i = 0; i < gradients.Count; i++)
        {
            want(wantedGradients[i].Name, wantedGradients[i].Value, gradients[i]);
        }

        void Add(string name, HostArray? value, Tensor target)
        {
            if (value is not null)
            {
                targets.Add(target);
                wantedGradients.Add((name, value));
            }
        }
    }
}
