using System.Runtime.InteropServices;
using DeepKeras.Torch.Plans;

namespace DeepKeras.Torch;

/// <summary>A graph for libtorch: a plan for each set of input shapes that has come so far.</summary>
internal sealed class TorchExecutable(Graph graph) : Executable
{
    private const int MostPlans = 64;
    private readonly List<TorchPlan> plans = [];

    public override int OutputCount => graph.Outputs.Count;

    public override void Run(ReadOnlySpan<HostArray> inputs, Span<HostArray?> outputs)
    {
        Find(inputs).Run(inputs, outputs);
    }

    public override void Dispose()
    {
        foreach (TorchPlan plan in plans)
        {
            plan.Dispose();
        }

        plans.Clear();
    }

    private TorchPlan Find(ReadOnlySpan<HostArray> inputs)
    {
        foreach (TorchPlan plan in CollectionsMarshal.AsSpan(plans))
        {
            if (plan.Fits(inputs))
            {
                return plan;
            }
        }

        Check(inputs);
        if (plans.Count == MostPlans)
        {
            plans[0].Dispose();
            plans.RemoveAt(0);
        }

        var made = new TorchPlan(graph, [.. inputs.ToArray().Select(input => input.Shape)]);
        plans.Add(made);
        return made;
    }

    private void Check(ReadOnlySpan<HostArray> inputs)
    {
        if (inputs.Length != graph.Inputs.Count)
        {
            throw new ShapeException($"the graph has {graph.Inputs.Count} inputs; got {inputs.Length}.");
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            Tensor input = graph.Inputs[i];
            string name = ((InputNode)input.Node).Name;
            if (inputs[i].Type != input.DType)
            {
                throw new ShapeException($"input \"{name}\": expected {input.DType.KerasName()}, got {inputs[i].Type.KerasName()}.");
            }

            if (!inputs[i].Shape.IsCompatibleWith(input.Shape))
            {
                throw new ShapeException($"input \"{name}\": expected shape {input.Shape}, got {inputs[i].Shape}.");
            }
        }
    }
}
