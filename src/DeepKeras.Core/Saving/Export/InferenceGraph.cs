using DeepKeras.Operations;
using DeepKeras.Training;

namespace DeepKeras.Saving;

/// <summary>A model as one graph with open batch, and the names by which its inputs and outputs are given.</summary>
internal sealed record InferenceGraph(Graph Graph, IReadOnlyList<string> InputNames, IReadOnlyList<string> OutputNames)
{
    /// <summary>Traces the model.</summary>
    /// <param name="model">A model with weights.</param>
    /// <param name="training">As it is while training: with dropout, and with the updates of moving averages.</param>
    /// <exception cref="InvalidOperationException">The model has no weights yet.</exception>
    public static InferenceGraph Of(Model model, bool training = false)
    {
        if (!model.IsBuilt)
        {
            throw new InvalidOperationException($"{model.Path}: the model has no weights yet; give it an input's shape, or fit it to data first.");
        }

        IReadOnlyList<string> names = Unique(model.InputKeys ?? model.InputNames);
        var trace = new Trace(training, (ulong)model.Seed);
        using Trace.Scope scope = trace.Enter();
        Tensor[] inputs = [.. model.Inputs.Select((input, i) => new InputNode(names[i], new(input.DType, input.Shape)).Output)];
        IReadOnlyList<Tensor> outputs = model.Run(inputs, trace, null);
        return new(new Graph(inputs, outputs, trace.Updates), names, Unique(model.TargetNames));
    }

    private static string[] Unique(IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. names.Select(name =>
        {
            string unique = name;
            for (int i = 1; !seen.Add(unique); i++)
            {
                unique = $"{name}_{i}";
            }

            return unique;
        })];
    }
}
