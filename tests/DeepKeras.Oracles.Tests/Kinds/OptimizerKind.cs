using System.Text.Json;
using DeepKeras.Constraints;
using DeepKeras.Optimizers;

namespace DeepKeras.Tests;

/// <summary>An optimizer's steps with given gradients: every weight after every step, the state after the last, and what the end of training makes of them.</summary>
internal sealed class OptimizerKind : ICaseKind
{
    public string Kind => "optimizer";

    public void Run(OracleCase test)
    {
        var optimizer = test.Create<Optimizer>();
        WrittenConfig.AssertHolds(test, optimizer);
        Variable[] weights = Weights(test);
        if (test.TryField("exclude_from_weight_decay", out JsonElement excluded))
        {
            Exclude((WeightOptimizer)optimizer, excluded, weights);
        }

        optimizer.Build(weights);
        JsonElement[] steps = [.. test.Field("grads").EnumerateArray()];
        JsonElement[] trajectory = [.. test.Field("trajectory").EnumerateArray()];
        test.AssertEqual("steps", trajectory.Length, steps.Length);
        bool comparable = !RepeatsMatter(test, steps);
        var executables = new Dictionary<string, Executable>();
        for (int i = 0; i < steps.Length; i++)
        {
            HostArray?[] gradients = [.. steps[i].EnumerateArray().Select(gradient => Gradient(test, gradient))];
            Step(optimizer, weights, gradients, executables);
            JsonElement[] expected = [.. trajectory[i].EnumerateArray()];
            for (int j = 0; comparable && j < weights.Length; j++)
            {
                test.AssertClose($"{weights[j].Name} after step {i + 1}", test.Array(expected[j])!, weights[j].Host);
            }
        }

        JsonElement[] state = [.. test.Field("state").EnumerateArray()];
        string[] paths = [.. state.Select(variable => variable.GetProperty("path").GetString()!)];
        test.AssertEqual("the state's paths", string.Join(", ", paths), string.Join(", ", optimizer.Variables.Select(variable => variable.Path)));
        test.AssertEqual("the state's names", string.Join(", ", state.Select(variable => variable.GetProperty("name").GetString())), string.Join(", ", optimizer.Variables.Select(variable => variable.Name)));
        for (int i = 0; comparable && i < state.Length; i++)
        {
            test.AssertClose(paths[i], test.Array(state[i].GetProperty("ref"))!, optimizer.Variables[i].Host);
        }

        IReadOnlyList<HostArray?> finalized = test.Arrays("finalize");
        optimizer.FinalizeWeights();
        for (int i = 0; comparable && i < finalized.Count; i++)
        {
            test.AssertClose($"{weights[i].Name} at the end", finalized[i]!, weights[i].Host);
        }

        foreach (Executable executable in executables.Values)
        {
            executable.Dispose();
        }
    }

    private static Variable[] Weights(OracleCase test)
    {
        HostArray?[] initial = [.. test.Arrays("initial")];
        JsonElement[] descriptions = [.. test.Field("variables").EnumerateArray()];
        var weights = new Variable[initial.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            Constraint? constraint = descriptions[i].TryGetProperty("constraint", out JsonElement given) && given.ValueKind != JsonValueKind.Null
                ? OracleCase.Create<Constraint>(given) : null;
            weights[i] = new Variable(descriptions[i].GetProperty("name").GetString()!, initial[i]!.Shape, initial[i]!.Type, null, trainable: true)
            {
                Constraint = constraint,
                Path = descriptions[i].GetProperty("path").GetString()!,
            };
            weights[i].Assign(initial[i]!);
        }

        return weights;
    }

    private static void Exclude(WeightOptimizer optimizer, JsonElement excluded, Variable[] weights)
    {
        string[]? names = excluded.TryGetProperty("names", out JsonElement given) && given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray().Select(name => name.GetString()!)] : null;
        Variable[]? those = excluded.TryGetProperty("variables", out given) && given.ValueKind == JsonValueKind.Array ? [.. given.EnumerateArray().Select(index => weights[index.GetInt32()])] : null;
        optimizer.ExcludeFromWeightDecay(those, names);
    }

    /// <summary>
    /// On TensorFlow alone, rows of an embedding's gradient that repeat are not summed before they are squared or clipped; here gradients are
    /// dense, as on Keras's other backends, so the numbers of such a case are none to compare with (its note says so).
    /// </summary>
    private static bool RepeatsMatter(OracleCase test, JsonElement[] steps) =>
        test.TryField("note", out JsonElement note) && note.GetString()!.StartsWith("not what the dense gradient gives", StringComparison.Ordinal)
        && steps.Any(step => step.EnumerateArray().Any(gradient => gradient.ValueKind == JsonValueKind.Object));

    /// <summary>A gradient as a dense array; rows of an embedding are summed.</summary>
    private static HostArray? Gradient(OracleCase test, JsonElement gradient)
    {
        if (gradient.ValueKind != JsonValueKind.Object)
        {
            return test.Array(gradient);
        }

        HostArray indices = test.Array(gradient.GetProperty("indices"))!;
        HostArray values = test.Array(gradient.GetProperty("values"))!;
        var dense = new HostArray(values.Type, OracleCase.ShapeOf(gradient.GetProperty("shape")));
        dense.Bytes.Clear();
        long width = values.Elements / indices.Elements;
        for (long row = 0; row < indices.Elements; row++)
        {
            for (long column = 0; column < width; column++)
            {
                dense[((long)indices[row] * width) + column] += values[(row * width) + column];
            }
        }

        return dense;
    }

    /// <summary>A step in a graph of its own; one graph for each pattern of missing gradients.</summary>
    private static void Step(Optimizer optimizer, Variable[] weights, HostArray?[] gradients, Dictionary<string, Executable> executables)
    {
        string pattern = string.Concat(gradients.Select(gradient => gradient is null ? '-' : 'g'));
        if (!executables.TryGetValue(pattern, out Executable? executable))
        {
            var trace = new Trace(training: true);
            using Trace.Scope scope = trace.Enter();
            Tensor?[] inputs = [.. gradients.Select((gradient, i) => gradient is null ? null : new InputNode($"gradient_{i}", new(gradient.Type, gradient.Shape)).Output)];
            optimizer.Apply(inputs, weights);
            executables.Add(pattern, executable = Engine.Current.Compile(new Graph([.. inputs.OfType<Tensor>()], [], trace.Updates)));
        }

        executable.Run([.. gradients.OfType<HostArray>()]);
    }
}
