using DeepKeras.Operations;
using DeepKeras.Torch.Native;
using DeepKeras.Torch.Plans.Fusion;

namespace DeepKeras.Torch.Plans;

/// <summary>
/// Makes a plan of a graph: known sizes, slots, what is known beforehand, what is done together, where gradients are recorded, what is
/// written straight into a variable, and what is freed when.
/// </summary>
internal sealed class PlanCompiler
{
    private readonly Graph graph;
    private readonly TorchOps ops;
    private readonly PlanTypes types;
    private readonly Dictionary<Tensor, int> slots = [];
    private readonly GradientRegions regions;
    private readonly ProductFusion products;
    private readonly FusionGroups groups;
    private readonly SliceFusion slices;
    private readonly ConstantFolding folding;
    private readonly List<Instruction> instructions = [];
    private readonly Dictionary<int, PersistentSlot> persistent = [];
    private readonly List<InputSlot> inputs = [];
    private readonly HashSet<Node> done = [];
    private readonly Dictionary<Variable, int> copied = [];

    public PlanCompiler(Graph graph, Shape[] inputShapes)
        : this(graph, inputShapes, new GradientRegions(graph), twice: false)
    {
    }

    /// <param name="graph">The graph.</param>
    /// <param name="inputShapes">The shapes of its inputs, all sizes known.</param>
    /// <param name="regions">What is recorded.</param>
    /// <param name="twice">Whether gradients of gradients are taken even if the graph itself takes none.</param>
    public PlanCompiler(Graph graph, Shape[] inputShapes, GradientRegions regions, bool twice)
    {
        this.graph = graph;
        this.regions = regions;
        ops = new TorchOps { TwiceDifferentiated = twice || graph.Nodes.Any(node => node is OpNode { Op: Gradients } && regions.Contains(node)) };
        types = new PlanTypes(graph, inputShapes);
        folding = new ConstantFolding(graph, types, regions);
        products = new ProductFusion(graph, types, regions);
        slices = new SliceFusion(graph, types, regions, node => !folding.Folds(node));
        groups = new FusionGroups(graph, types.Of, node => !regions.Contains(node) && !node.Outputs.Any(regions.IsLeaf) && !products.Takes(node) && !folding.Folds(node));
        foreach (Node node in graph.Nodes)
        {
            if (node is not OpNode op || groups.Of(op) is not { } group || group[^1] == op)
            {
                Schedule(node);
            }
        }

        Outputs = [.. graph.Outputs.Select(output => slots[output])];
        CopyViews();
        Updates = InPlace();
        Changed = [.. graph.Updates.Select(update => update.Variable)];
        CompleteFusions();
        SwitchRecording();
        FreeAfterLastUse();
    }

    public int SlotCount => slots.Count;

    public InputSlot[] Inputs => [.. inputs];

    public Instruction[] Instructions => [.. instructions];

    public PersistentSlot[] Persistent => [.. persistent.Values];

    public int[] Outputs { get; }

    public TensorType[] OutputTypes => types.Of([.. graph.Outputs]);

    public PlanUpdate[] Updates { get; }

    public Variable[] Changed { get; }

    /// <summary>Whether the plan is better off with one thread.</summary>
    public bool WantsOneThread => PlanThreads.WantsOne(graph, types);

    /// <summary>Adds what a node needs, and then the node. What is done together comes when its last part does, or when something needs it.</summary>
    private void Schedule(Node node)
    {
        if (!done.Add(node))
        {
            return;
        }

        switch (node)
        {
            case ConstantNode constant:
                Persist(node, constant.Value);
                break;
            case VariableNode variable:
                Persist(node, variable.Variable.Host);
                break;
            case InputNode:
                inputs.Add(new InputSlot(Slot(node.Output), types.InputIndex(node), node.Output.DType, regions.IsLeaf(node.Output)));
                break;
            case OpNode op when folding.Folds(op):
                Persist(node, folding.Value(op));
                break;
            case OpNode op when groups.Of(op) is { } group:
                done.UnionWith(group);
                ScheduleInputs(group);
                instructions.Add(new FusionPlan(group, types, Slot, slot => persistent.GetValueOrDefault(slot)?.Array).Instruction);
                break;
            case OpNode op when slices.Of(op) is { } parts:
                done.UnionWith(parts);
                ScheduleInputs([op]);
                instructions.Add(Split(parts));
                break;
            case OpNode op when products.IsComputedByItsSum(op):
                break;
            case OpNode op:
                ScheduleInputs([op]);
                instructions.Add(Instruct(op));
                instructions[^1].Leaves = [.. op.Outputs.Where(regions.IsLeaf).Select(Slot)];
                break;
            default:
                throw new InvalidOperationException($"a {node.GetType().Name} cannot be run.");
        }
    }

    private void ScheduleInputs(IReadOnlyList<OpNode> nodes)
    {
        foreach (Tensor input in nodes.SelectMany(node => products.Sum(node) is { } sum ? [.. sum.Product.Inputs, sum.Bias] : node.Inputs))
        {
            Schedule(input.Node);
        }
    }

    private void Persist(Node node, HostArray array)
    {
        nint handle = TorchOps.Over(array);
        if (regions.IsLeaf(node.Output))
        {
            Lib.THSTensor_set_requires_grad(handle, 1);
        }

        int slot = Slot(node.Output);
        persistent.Add(slot, new(slot, handle, new(array.Type, array.Shape), array));
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

    private SplitInstruction Split(OpNode[] parts)
    {
        Tensor whole = parts[0].Inputs[0];
        int axis = types.Of(whole).Shape.Axis(((Slice)parts[0].Op).Axis);
        Tensor[] results = [.. parts.Select(part => part.Output)];
        return new(axis, [Slot(whole)], [.. results.Select(Slot)], types.Of([whole]), types.Of(results)) { Recording = regions.Contains(parts[0]) };
    }

    private Instruction Instruct(OpNode node)
    {
        int[] outputs = [.. node.Outputs.Select(Slot)];
        bool recorded = regions.Contains(node);
        if (products.Sum(node) is (OpNode product, Tensor bias))
        {
            Tensor[] operands = [.. product.Inputs, bias];
            int[] from = [.. operands.Select(Slot)];
            return product.Op is Conv conv
                ? new ConvolutionInstruction(conv, ops, from, outputs, types.Of(operands), types.Of(node)) { Recording = recorded }
                : new LinearInstruction(from, outputs, types.Of(operands), types.Of(node)) { Recording = recorded };
        }

        if (node.Op is Scan scan)
        {
            return new ScanInstruction(scan, recorded, ops.TwiceDifferentiated, [.. node.Inputs.Select(Slot)], outputs, types.Of(node.Inputs), types.Of(node)) { Recording = recorded };
        }

        if (node.Op is While loop)
        {
            return new WhileInstruction(loop, recorded, ops.TwiceDifferentiated, [.. node.Inputs.Select(Slot)], outputs, types.Of(node.Inputs), types.Of(node)) { Recording = recorded };
        }

        return new OpInstruction(node.Op, ops, recorded, [.. node.Inputs.Select(Slot)], outputs, types.Of(node.Inputs), types.Of(node))
        {
            Recording = recorded,
            CreateGraph = node.Op is Gradients && recorded,
            RetainGraph = node.Op is Gradients && regions.IsRetained(node),
        };
    }

    /// <summary>An update that is a view of a variable is copied first: another update could change what it still has to read.</summary>
    private void CopyViews()
    {
        foreach ((Variable variable, Tensor value) in graph.Updates)
        {
            if (!IsOwn(variable, value) && IsView(value))
            {
                int own = slots.Count;
                slots.Add(new Tensor(value.Node, value.Index, value.TensorType), own);
                instructions.Add(new CopyInstruction([slots[value]], [own], types.Of([value]), types.Of([value])) { Recording = false });
                copied[variable] = own;
            }
        }
    }

    /// <summary>Lets fused operations write variables in place where nothing reads the old value later; the other updates are copied at the end.</summary>
    private PlanUpdate[] InPlace()
    {
        var updates = new List<PlanUpdate>();
        foreach ((Variable variable, Tensor value) in graph.Updates)
        {
            if (IsOwn(variable, value))
            {
                continue;
            }

            int slot = copied.TryGetValue(variable, out int own) ? own : slots[value];
            int at = instructions.FindIndex(instruction => instruction is FusedInstruction && instruction.Out.Contains(slot));
            HashSet<int> old = [slot, .. Views(variable)];
            bool readLater = instructions.Skip(at + 1).Any(instruction => old.Overlaps(instruction.In)) || IsKeptForGradients(old, at);
            bool shared = graph.Updates.Count(update => update.Value == value) > 1;
            if (at >= 0 && !readLater && !old.Overlaps(Outputs) && !shared && value.DType == variable.DType)
            {
                ((FusedInstruction)instructions[at]).WriteTo(slot, variable.Host);
            }
            else
            {
                updates.Add(new(slot, variable.Host, TorchOps.Over(variable.Host)));
            }
        }

        return [.. updates];
    }

    /// <summary>The slots that hold a variable's memory: itself and its views.</summary>
    private IEnumerable<int> Views(Variable variable) =>
        from tensor in slots.Keys.ToArray()
        where ViewedVariable(tensor) == variable
        select slots[tensor];

    /// <summary>Whether gradients that are computed later may read the slots: libtorch keeps operands of what it records.</summary>
    private bool IsKeptForGradients(HashSet<int> read, int at) =>
        instructions.Skip(at + 1).OfType<OpInstruction>().Any(instruction => instruction.Op is Gradients)
        && instructions.Take(at).Any(instruction => instruction.Recording == true && read.Overlaps(instruction.In));

    /// <summary>Tells each fused instruction which of its results others read.</summary>
    private void CompleteFusions()
    {
        var read = new HashSet<int>([.. instructions.SelectMany(instruction => instruction.In), .. Outputs, .. Updates.Select(update => update.Slot)]);
        foreach (FusedInstruction fused in instructions.OfType<FusedInstruction>())
        {
            fused.Complete(read.Contains);
        }
    }

    private static bool IsOwn(Variable variable, Tensor value) => value.Node is VariableNode read && read.Variable == variable;

    private static bool IsView(Tensor tensor) => ViewedVariable(tensor) is not null;

    /// <summary>The variable whose memory the tensor may be.</summary>
    private static Variable? ViewedVariable(Tensor tensor) => tensor.Node switch
    {
        VariableNode read => read.Variable,
        OpNode { Op: Reshape or Transpose or ExpandDims or Squeeze or Slice or BroadcastTo or BroadcastLike or StopGradient or Cast or Reduce { Axes.Count: 0 } } node => ViewedVariable(node.Inputs[0]),
        _ => null,
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
        var kept = new HashSet<int>([.. Outputs, .. Updates.Select(update => update.Slot), .. persistent.Keys, .. inputs.Select(input => input.Slot)]);
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
