namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Tensors whose values do not depend on what is fed: computed on the engine when a translation needs them as numbers.</summary>
internal sealed class KnownValues
{
    private const long MostElements = 1 << 20;
    private const int MostNodes = 4096;
    private readonly Dictionary<Tensor, HostArray?> found = [];

    /// <summary>The values; null where they depend on what is fed, or are many.</summary>
    public HostArray? Find(Tensor tensor)
    {
        if (tensor.Node is ConstantNode constant)
        {
            return constant.Value;
        }

        if (!found.TryGetValue(tensor, out HostArray? value))
        {
            value = IsKnown(tensor) ? Compute(tensor) : null;
            found.Add(tensor, value);
        }

        return value;
    }

    private static bool IsKnown(Tensor tensor)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>([tensor.Node]);
        while (pending.TryPop(out Node? node))
        {
            if (node is InputNode or VariableNode || node.Outputs.Any(output => !output.Shape.IsKnown || output.Shape.Elements > MostElements))
            {
                return false;
            }

            if (seen.Add(node) && node is OpNode op)
            {
                if (seen.Count > MostNodes)
                {
                    return false;
                }

                foreach (Tensor input in op.Inputs)
                {
                    pending.Push(input.Node);
                }
            }
        }

        return true;
    }

    private static HostArray Compute(Tensor tensor)
    {
        using Executable executable = Engine.Current.Compile(new Graph([], [tensor], []));
        return executable.Run()[0];
    }
}
