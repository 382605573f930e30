using DeepKeras.Operations;

namespace DeepKeras.Torch.Plans.Fusion;

/// <summary>Makes the program and the instruction of a group of operations.</summary>
internal sealed class FusionPlan
{
    private readonly Dictionary<Tensor, int> values = [];
    private readonly ElementwiseProgram program;
    private readonly List<FusedSource> sources = [];
    private readonly List<Tensor> read = [];

    public FusionPlan(IReadOnlyList<OpNode> group, PlanTypes types, Func<Tensor, int> slot, Func<int, HostArray?> fixedArray)
    {
        long size = types.Of(group[0].Output).Shape.Elements;
        program = new ElementwiseProgram { IsScalar = size == 1 };
        foreach (OpNode node in group)
        {
            int[] operands = [.. node.Inputs.Select(input => Value(input, types, slot, fixedArray))];
            values.Add(node.Output, program.Values.Count);
            program.Values.Add(new(SourceKind.Operation, types.Of(node.Output).Type, node.Op, operands));
        }

        Tensor[] results = [.. group.Select(node => node.Output)];
        program.Outputs.AddRange(results.Select(result => values[result]));
        Instruction = new FusedInstruction(
            program,
            [.. sources],
            [.. results.Select(slot)],
            [.. results.Select(types.Of)],
            size,
            [.. read.Select(slot)],
            [.. read.Select(types.Of)]);
    }

    public FusedInstruction Instruction { get; }

    private int Value(Tensor tensor, PlanTypes types, Func<Tensor, int> slot, Func<int, HostArray?> fixedArray)
    {
        if (values.TryGetValue(tensor, out int value))
        {
            return value;
        }

        TensorType type = types.Of(tensor);
        value = program.Values.Count;
        values.Add(tensor, value);
        HostArray? array = fixedArray(slot(tensor));
        if (array is { Elements: 1 } && tensor.Node is not VariableNode && type.Type != DType.Int64)
        {
            program.Values.Add(new(SourceKind.Constant, type.Type, Constant: array[0]));
            return value;
        }

        program.Values.Add(new(type.Shape.Elements == 1 && !program.IsScalar ? SourceKind.Scalar : SourceKind.Array, type.Type));
        sources.Add(new FusedSource(slot(tensor), array));
        read.Add(tensor);
        return value;
    }
}
