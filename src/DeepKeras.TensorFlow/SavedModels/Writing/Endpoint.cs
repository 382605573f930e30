using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>One thing that the exported model can be asked to do: a graph with names for what goes in and comes out.</summary>
/// <param name="Name">The signature's name.</param>
/// <param name="Graph">The computation.</param>
/// <param name="Inputs">The inputs' names, in the order of the model.</param>
/// <param name="Outputs">The outputs' names, in the order of the model.</param>
/// <param name="InputsByName">Whether the model's inputs have names of their own.</param>
/// <param name="OutputsByName">Whether the model's outputs have names of their own.</param>
/// <param name="Step">What stands for the number of the step, where chance needs one.</param>
internal sealed record Endpoint(string Name, Graph Graph, string[] Inputs, string[] Outputs, bool InputsByName, bool OutputsByName, Tensor? Step)
{
    public bool IsTraining => Step is not null;

    public IEnumerable<Variable> Variables => Graph.Nodes.OfType<VariableNode>().Select(node => node.Variable).Concat(Graph.Updates.Select(update => update.Variable));

    public IEnumerable<LookupTable> Tables => Graph.Nodes.OfType<OpNode>().Select(node => node.Op).OfType<TableLookup>().Select(lookup => lookup.Table);

    public static Endpoint Of(string name, Model model, bool training)
    {
        InferenceGraph inference = InferenceGraph.Of(model);
        string[] inputs = Cleaned(inference.InputNames), outputs = Cleaned(inference.OutputNames);
        if (!training)
        {
            return new(name, inference.Graph, inputs, outputs, model.InputKeys is not null, model.OutputKeys is not null, null);
        }

        Tensor step = new InputNode("step", new(DType.Int64, Shape.Scalar)).Output;
        var trace = new Trace(training: true, (ulong)model.Seed, step);
        using Trace.Scope scope = trace.Enter();
        Tensor[] fed = [.. model.Inputs.Select((input, i) => new InputNode(inputs[i], new(input.DType, input.Shape)).Output)];
        IReadOnlyList<Tensor> results = model.Run(fed, trace, null);
        return new(name, new Graph([.. fed, step], results, trace.Updates), inputs, outputs, model.InputKeys is not null, model.OutputKeys is not null, step);
    }

    private static string[] Cleaned(IReadOnlyList<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. names.Select(name =>
        {
            string clean = NodeNames.Clean(name), unique = clean;
            for (int i = 1; !seen.Add(unique); i++)
            {
                unique = $"{clean}_{i}";
            }

            return unique;
        })];
    }
}
