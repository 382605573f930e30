using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>
/// What each operation is in ONNX (opset <see cref="OnnxModelWriter.Opset"/>). Static types decide in which dtype a node computes, as
/// ONNX Runtime has kernels for some only; sizes that are open are read from shapes at run time.
/// </summary>
internal sealed partial class OnnxOps(OnnxGraphBuilder graph) : IOps<OnnxValue>
{
    /// <summary>What the results of the operation look like; set before each.</summary>
    public IReadOnlyList<TensorType> Out { get; set; } = [];

    public OnnxValue RandomUniform(OnnxValue counter, OnnxValue like, ulong seed) =>
        throw new NotSupportedException("ONNX has no operator for RandomUniform as it is here, a function of seed and step; a model that draws random numbers while it predicts cannot be exported.");

    public void Gradients(OnnxValue loss, ReadOnlySpan<OnnxValue> variables, Span<OnnxValue> gradients) =>
        throw new NotSupportedException("ONNX has no operator for Gradients; a model that takes gradients while it predicts cannot be exported.");

    private static NotSupportedException NoOperator(string operation) => new($"ONNX (opset {OnnxModelWriter.Opset}) has no operator for {operation}; the model cannot be exported.");

    private string Add(string operation, params ReadOnlySpan<string> inputs) => graph.Add(operation, inputs);

    /// <summary>The first result under a name of the graph.</summary>
    private OnnxValue Result(string name, int index = 0) => OnnxValue.Named(graph, Out[index], name);

    /// <summary>The value converted; as it is where nothing is to be done.</summary>
    private string As(string name, DType from, DType to) =>
        OnnxTypes.Held(from) == OnnxTypes.Held(to) ? name : graph.Add("Cast", [name], ("to", (long)OnnxTypes.Code(to)));

    /// <summary>A computation in a dtype that has a kernel, converted back to the dtype of the result.</summary>
    private string In(DType type, Kernels kernels, DType result, Func<DType, string> compute)
    {
        DType computed = OnnxTypes.Computed(type, kernels);
        return As(compute(computed), computed, result);
    }

    /// <summary>
    /// A computation element by element, in the order of axes in which its operands stand in the graph: channels-first where one of them
    /// was made so and the others can be had so at little cost.
    /// </summary>
    private OnnxValue Elementwise(ReadOnlySpan<OnnxValue> operands, Func<string[], string> compute)
    {
        int rank = Out[0].Shape.Rank;
        bool first = false;
        bool possible = rank >= 3;
        foreach (OnnxValue operand in operands)
        {
            first |= operand.IsChannelsFirst && operand.Shape.Rank == rank;
            possible &= operand.Shape.Rank is 0 or 1 || operand.Shape.Rank == rank;
        }

        string[] names = new string[operands.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = first && possible ? ChannelsFirst(operands[i], rank) : operands[i].Name;
        }

        return first && possible ? OnnxValue.NamedChannelsFirst(graph, Out[0], compute(names)) : OnnxValue.Named(graph, Out[0], compute(names));
    }

    /// <summary>An operand so that it broadcasts against channels-first images: a vector of channels gets an axis for each of space.</summary>
    private string ChannelsFirst(OnnxValue operand, int rank) => operand.Shape.Rank switch
    {
        0 => operand.Name,
        1 when operand.Constant is { } vector => graph.Initializer(Spread(vector, rank)),
        1 => Add("Unsqueeze", operand.Name, graph.Longs([.. Enumerable.Range(1, rank - 2).Select(axis => (long)axis)])),
        _ => operand.ChannelsFirst,
    };

    private readonly Dictionary<(HostArray, int), HostArray> spread = [];

    private HostArray Spread(HostArray vector, int rank)
    {
        if (!spread.TryGetValue((vector, rank), out HostArray? result))
        {
            result = spread[(vector, rank)] = vector.Reshaped([vector.Shape[0], .. Enumerable.Repeat(1, rank - 2)]);
        }

        return result;
    }

    /// <summary>The operand in its better order, and an axis of it in that order.</summary>
    private static (string Name, Func<int, int> Axis, bool First) Native(OnnxValue x) =>
        x.IsChannelsFirst ? (x.ChannelsFirst, axis => Layouts.First(axis, x.Shape.Rank), true) : (x.Name, axis => axis, false);

    private OnnxValue Made(string name, bool channelsFirst) =>
        channelsFirst ? OnnxValue.NamedChannelsFirst(graph, Out[0], name) : OnnxValue.Named(graph, Out[0], name);

    /// <summary>The shape as a vector of int64, known or read at run time, in Keras's order of axes.</summary>
    private string ShapeOf(OnnxValue x)
    {
        if (x.Shape.IsKnown)
        {
            return graph.Longs(Layouts.Longs(x.Shape.AsSpan()));
        }

        return x.IsChannelsFirst ? Add("Gather", Add("Shape", x.ChannelsFirst), graph.Longs(Layouts.ToLast(x.Shape.Rank))) : Add("Shape", x.Name);
    }

    /// <summary>One size as a vector of one int64, known or read at run time.</summary>
    private string SizeVector(OnnxValue x, int axis)
    {
        if (x.Shape[axis] >= 0)
        {
            return graph.Longs(x.Shape[axis]);
        }

        (string name, Func<int, int> place, _) = Native(x);
        return graph.Add("Shape", [name], ("start", place(axis)), ("end", place(axis) + 1));
    }

    /// <summary>A shape of sizes, each a number or one of a value's.</summary>
    private string ShapeVector(IReadOnlyList<(long Size, OnnxValue? Of, int Axis)> sizes)
    {
        if (sizes.All(size => size.Of is null || size.Of.Shape[size.Axis] >= 0))
        {
            return graph.Longs([.. sizes.Select(size => size.Of is null ? size.Size : size.Of.Shape[size.Axis])]);
        }

        return graph.Add("Concat", [.. sizes.Select(size => size.Of is null ? graph.Longs(size.Size) : SizeVector(size.Of, size.Axis))], ("axis", 0));
    }
}
