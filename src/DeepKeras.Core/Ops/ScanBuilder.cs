using DeepKeras.Operations;

namespace DeepKeras;

/// <summary>
/// Cuts a traced step out of the graph around it: what depends on the states or the step becomes the body, everything else that it uses
/// stays outside and is an operand of the loop. Constants stand in both.
/// </summary>
/// <param name="states">The states before a step.</param>
/// <param name="steps">One step of each sequence.</param>
/// <param name="counter">The state that counts the steps, int64; null: none does.</param>
internal sealed class ScanBuilder(IReadOnlyList<Tensor> states, IReadOnlyList<Tensor> steps, Tensor? counter = null)
{
    /// <summary>Between the counters of two steps; a run has fewer training steps than this.</summary>
    private const long CounterStride = 1L << 40;

    private readonly Tensor index = counter ?? new InputNode("index", new(DType.Int64, Shape.Scalar)).Output;
    private readonly Dictionary<Node, bool> inside = [];
    private readonly Dictionary<Tensor, Tensor> copies = [];
    private readonly List<Tensor> inputs = [];

    /// <summary>What every step uses from around the loop, in the order of the body's inputs.</summary>
    public List<Tensor> Captures { get; } = [];

    /// <summary>Whether the step draws random numbers: without a counter the body then reads one more sequence, the steps' numbers as int64.</summary>
    public bool DrawsNumbers { get; private set; }

    /// <summary>Makes the body.</summary>
    /// <param name="outputs">The new states, then the results.</param>
    public ScanBody Build(IReadOnlyList<Tensor> outputs)
    {
        foreach (Tensor input in states.Concat(steps))
        {
            inside[input.Node] = true;
            copies[input] = input;
        }

        Tensor[] made = [.. outputs.Select(Copy)];
        Tensor[] read = DrawsNumbers && counter is null ? [.. steps, index] : [.. steps];
        return new(new Graph([.. states, .. read, .. inputs], made, []), states.Count, read.Length);
    }

    private Tensor Copy(Tensor tensor)
    {
        Order(tensor.Node);
        if (copies.TryGetValue(tensor, out Tensor? copy))
        {
            return copy;
        }

        if (tensor.Node is ConstantNode)
        {
            return copies[tensor] = tensor;
        }

        copy = new InputNode($"capture_{Captures.Count}", tensor.TensorType).Output;
        Captures.Add(tensor);
        inputs.Add(copy);
        return copies[tensor] = copy;
    }

    /// <summary>Copies what leads to a node, operands first; without recursion, since a step may be long.</summary>
    private void Order(Node last)
    {
        var pending = new Stack<Node>([last]);
        while (pending.TryPeek(out Node? node))
        {
            if (inside.ContainsKey(node))
            {
                pending.Pop();
            }
            else if (node is not OpNode op)
            {
                inside[node] = false;
            }
            else if (op.Inputs.FirstOrDefault(input => !inside.ContainsKey(input.Node)) is { } missing)
            {
                pending.Push(missing.Node);
            }
            else
            {
                inside[node] = op.Inputs.Any(input => inside[input.Node]);
                if (inside[node])
                {
                    CopyOp(op);
                }
            }
        }
    }

    private void CopyOp(OpNode node)
    {
        Tensor[] operands = [.. node.Inputs.Select(Copy)];
        if (node.Op is RandomUniform)
        {
            DrawsNumbers = true;
            operands[0] = Ops.Emit(new Binary(BinaryKind.Add), operands[0], Ops.Emit(new Binary(BinaryKind.Multiply), index, Ops.Constant(CounterStride)));
        }

        Tensor[] results = Ops.EmitAll(node.Op, operands);
        for (int i = 0; i < results.Length; i++)
        {
            copies[node.Outputs[i]] = results[i];
        }
    }
}
