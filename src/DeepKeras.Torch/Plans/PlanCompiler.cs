using DeepKeras.Operations;
using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Plans;

/// <summary>Makes a plan of a graph: known sizes, slots, fused pairs, where gradients are recorded, and what is freed when.</summary>
internal sealed class PlanCompiler
{
    private readonly Graph graph;
    private readonly TorchOps ops;
    private readonly Dictionary<Node, TensorType[]> types = [];
    private readonly Dictionary<Tensor, int> slots = [];
    private readonly Dictionary<Tensor, int> uses = [];
    private readonly GradientRegions regions;
    private readonly List<Instruction> instructions = [];
    private readonly List<PersistentSlot> persistent = [];
    private readonly List<InputSlot> inputs = [];

    public PlanCompiler(Graph graph, Shape[] inputShapes)
    {
        this.graph = graph;
        regions = new GradientRegions(graph);
        ops = new TorchOps { TwiceDifferentiated = graph.Nodes.Any(node => node is OpNode { Op: Gradients } && regions.Contains(node)) };
        InferTypes(inputShapes);
        CountUses();
        foreach (Node node in graph.Nodes)
        {
            Compile(node);
        }

        Outputs = [.. graph.Outputs.Select(output => slots[output])];
        Updates = [.. graph.Updates.Select(Update)];
        Changed = [.. graph.Updates.Select(update => update.Variable)];
        SwitchRecording();
        FreeAfterLastUse();
    }

    public int SlotCount => slots.Count;

    public InputSlot[] Inputs => [.. inputs];

    public Instruction[] Instructions => [.. instructions];

    public PersistentSlot[] Persistent => [.. persistent];

    public int[] Outputs { get; }

    public (int Slot, HostArray Target, nint Handle, bool Copy)[] Updates { get; }

    public Variable[] Changed { get; }

    private void InferTypes(Shape[] inputShapes)
    {
        foreach (Node node in graph.Nodes)
        {
            types[node] = node switch
            {
                InputNode => [new(node.Output.DType, inputShapes[graph.Inputs.ToList().IndexOf(node.Output)])],
                OpNode op => Infer(op),
                _ => [node.Output.TensorType],
            };
        }
    }

    private TensorType[] Infer(OpNode node)
    {
        var results = new TensorType[node.Op.OutputCount];
        node.Op.Apply(ShapeOps.Instance, TypesOf(node.Inputs), results);
        return results;
    }

    private TensorType[] TypesOf(Tensor[] tensors) => [.. tensors.Select(tensor => types[tensor.Node][tensor.Index])];

    private void CountUses()
    {
        IEnumerable<Tensor> used = graph.Nodes.OfType<OpNode>().SelectMany(node => node.Inputs)
            .Concat(graph.Outputs).Concat(graph.Updates.Select(update => update.Value));
        foreach (Tensor tensor in used)
        {
            uses[tensor] = uses.GetValueOrDefault(tensor) + 1;
        }
    }

    private void Compile(Node node)
    {
        switch (node)
        {
            case ConstantNode constant:
                Persist(node, constant.Value, constant);
                break;
            case VariableNode variable:
                Persist(node, variable.Variable.Host, variable.Variable);
                break;
            case InputNode:
                inputs.Add(new InputSlot(Slot(node.Output), graph.Inputs.ToList().IndexOf(node.Output), node.Output.DType, regions.IsLeaf(node.Output)));
                break;
            case OpNode op when FusedWithNext(op):
                break;
            case OpNode op:
                instructions.Add(Instruct(op));
                break;
            default:
                throw new InvalidOperationException($"a {node.GetType().Name} cannot be run.");
        }
    }

    private void Persist(Node node, HostArray array, object owner)
    {
        nint handle = TorchOps.Over(array);
        if (regions.IsLeaf(node.Output))
        {
            Lib.THSTensor_set_requires_grad(handle, 1);
        }

        persistent.Add(new(Slot(node.Output), handle, node.Output.TensorType, (owner, array)));
    }

    private int Slot(Tensor tensor)
    {
        if (!slots.TryGetValue(tensor, out int slot))
        {
            slot = slots.Count;
            slots.Add(tensor, slot);
        }

        return slot;
    }

    /// <summary>Whether the only use of a product is the addition of a bias, which then computes both.</summary>
    private bool FusedWithNext(OpNode node) =>
        node.Op is MatMul or Conv && uses[node.Output] == 1 && !regions.IsLeaf(node.Output)
        && graph.Nodes.OfType<OpNode>().Any(next => Bias(next) is { } pair && pair.Product == node);

    /// <summary>A product and the vector that is added to its last axis, if that is what the node does.</summary>
    private (OpNode Product, Tensor Bias)? Bias(OpNode node)
    {
        if (node.Op is not Binary { Kind: BinaryKind.Add } || node.Inputs[0].Node is not OpNode product)
        {
            return null;
        }

        Tensor bias = node.Inputs[1];
        TensorType biasType = types[bias.Node][bias.Index];
        TensorType productType = types[product][0];
        bool fits = biasType.Shape.Rank == 1 && biasType.Shape[0] == productType.Shape[^1] && uses[product.Output] == 1
            && product.Op switch
            {
                MatMul { TransposeA: false, TransposeB: false } => productType.Shape.Rank == 2 && biasType.Type is DType.Float32 or DType.Float64,
                Conv => true,
                _ => false,
            };
        return fits && !regions.IsLeaf(product.Output) ? (product, bias) : null;
    }

    private Instruction Instruct(OpNode node)
    {
        int[] outputs = [.. node.Outputs.Select(Slot)];
        TensorType[] outputTypes = types[node];
        if (Bias(node) is (OpNode product, Tensor bias))
        {
            Tensor[] operands = [.. product.Inputs, bias];
            int[] from = [.. operands.Select(Slot)];
            return product.Op is Conv conv
                ? new ConvolutionInstruction(conv, ops, from, outputs, TypesOf(operands), outputTypes) { Recording = regions.Contains(node) }
                : new LinearInstruction(from, outputs, TypesOf(operands), outputTypes) { Recording = regions.Contains(node) };
        }

        return new OpInstruction(node.Op, ops, regions.Contains(node), [.. node.Inputs.Select(Slot)], outputs, TypesOf(node.Inputs), outputTypes)
        {
            Recording = regions.Contains(node),
            CreateGraph = node.Op is Gradients && regions.Contains(node),
            RetainGraph = node.Op is Gradients && regions.IsRetained(node),
            Leaves = regions.Contains(node) ? [] : [.. node.Outputs.Where(regions.IsLeaf).Select(Slot)],
        };
    }

    private (int Slot, HostArray Target, nint Handle, bool Copy) Update((Variable Variable, Tensor Value) update)
    {
        HostArray target = update.Variable.Host;
        Tensor value = update.Value;
        bool same = value.Node is VariableNode read && read.Variable == update.Variable;
        if (!same && graph.Updates.Count > 1 && IsView(value))
        {
            // Another update could change the memory that this one still has to read.
            Tensor copy = value;
            int own = slots.Count;
            slots.Add(new Tensor(copy.Node, copy.Index, copy.TensorType), own);
            instructions.Add(new CopyInstruction([slots[value]], [own], TypesOf([value]), TypesOf([value])) { Recording = false });
            return (own, target, TorchOps.Over(target), true);
        }

        return (slots[value], target, TorchOps.Over(target), !same);
    }

    private static bool IsView(Tensor tensor) => tensor.Node switch
    {
        VariableNode => true,
        OpNode { Op: Reshape or Transpose or ExpandDims or Squeeze or Slice or BroadcastTo or BroadcastLike or StopGradient or Cast } node => IsView(node.Inputs[0]),
        _ => false,
    };

    private void SwitchRecording()
    {
        bool recording = false;
        foreach (Instruction instruction in instructions)
        {
            bool wanted = instruction.Recording ?? false;
            instruction.Recording = wanted == recording ? null : wanted;
            recording = wanted;
        }
    }

    private void FreeAfterLastUse()
    {
        var kept = new HashSet<int>([.. Outputs, .. Updates.Select(update => update.Slot), .. persistent.Select(slot => slot.Slot), .. inputs.Select(input => input.Slot)]);
        var last = new Dictionary<int, Instruction>();
        foreach (Instruction instruction in instructions)
        {
            foreach (int slot in instruction.In.Concat(instruction.Out))
            {
                last[slot] = instruction;
            }
        }

        foreach (IGrouping<Instruction, int> group in last.Where(pair => !kept.Contains(pair.Key)).GroupBy(pair => pair.Value, pair => pair.Key))
        {
            group.Key.Freed = [.. group];
        }
    }
}
