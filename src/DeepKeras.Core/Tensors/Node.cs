using DeepKeras.Operations;

namespace DeepKeras;

/// <summary>Where tensors come from. Nodes are numbered as they are made, so a node's number is above its operands'.</summary>
internal abstract class Node
{
    private static long count;

    protected Node(ReadOnlySpan<TensorType> types)
    {
        Id = Interlocked.Increment(ref count);
        Outputs = new Tensor[types.Length];
        for (int i = 0; i < types.Length; i++)
        {
            Outputs[i] = new Tensor(this, i, types[i]);
        }
    }

    public long Id { get; }

    /// <summary>The path of the layer in whose computation the node was made; null: in none.</summary>
    public string? Place { get; } = Trace.Current?.Place;

    public Tensor[] Outputs { get; }

    public Tensor Output => Outputs[0];
}

/// <summary>The result of an operation.</summary>
internal sealed class OpNode(Op op, Tensor[] inputs, ReadOnlySpan<TensorType> types) : Node(types)
{
    public Op Op { get; } = op;

    public Tensor[] Inputs { get; } = inputs;
}

/// <summary>A value known while the graph is made.</summary>
internal sealed class ConstantNode(HostArray value) : Node([new TensorType(value.Type, value.Shape)])
{
    public HostArray Value { get; } = value;
}

/// <summary>A value that is given when the graph is run.</summary>
internal sealed class InputNode(string name, TensorType type) : Node([type])
{
    public string Name { get; } = name;
}

/// <summary>A variable's value before the graph's updates.</summary>
internal sealed class VariableNode(Variable variable) : Node([new TensorType(variable.DType, variable.Shape)])
{
    public Variable Variable { get; } = variable;
}
