using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>
/// A value of the ONNX graph. Images are channels-last in Keras and channels-first in ONNX, so a value may stand in the graph in either
/// order, or in both; the nodes that turn one into the other are made when somebody asks. So a chain of convolutions has transposes only
/// at its ends.
/// </summary>
internal sealed class OnnxValue
{
    private readonly OnnxGraphBuilder graph;
    private readonly Func<string>? make;
    private readonly Func<string>? makeChannelsFirst;
    private string? name;
    private string? channelsFirstName;

    private OnnxValue(OnnxGraphBuilder graph, TensorType type, Func<string>? make, Func<string>? makeChannelsFirst)
    {
        this.graph = graph;
        this.make = make;
        this.makeChannelsFirst = makeChannelsFirst;
        Type = type;
    }

    public TensorType Type { get; }

    public Shape Shape => Type.Shape;

    public DType DType => Type.Type;

    /// <summary>The array, where it is known.</summary>
    public HostArray? Constant { get; private init; }

    /// <summary>The name of a known array that has one, such as that of a variable.</summary>
    public string? ConstantName { get; private init; }

    /// <summary>What this is the transpose of, where it is one.</summary>
    public (OnnxValue Source, AxisList Permutation)? Transposed { get; init; }

    /// <summary>Whether it was made with its channels second, and is used so best.</summary>
    public bool IsChannelsFirst { get; private init; }

    /// <summary>The name of the value in Keras's order of axes.</summary>
    public string Name => name ??= make is not null ? make() : graph.Add("Transpose", [ChannelsFirst], ("perm", Layouts.ToLast(Shape.Rank)));

    /// <summary>The name of the value in Keras's order of axes, if it has one by now.</summary>
    public string? KnownName => name;

    /// <summary>The name of the value with its last axis moved to the second place.</summary>
    public string ChannelsFirst => channelsFirstName ??= makeChannelsFirst is not null ? makeChannelsFirst()
        : graph.Add("Transpose", [Name], ("perm", Layouts.ToFirst(Shape.Rank)));

    public static OnnxValue Named(OnnxGraphBuilder graph, TensorType type, string name) => new(graph, type, () => name, null) { name = name };

    public static OnnxValue NamedChannelsFirst(OnnxGraphBuilder graph, TensorType type, string name) =>
        new(graph, type, null, () => name) { channelsFirstName = name, IsChannelsFirst = true };

    /// <summary>A value whose nodes are made when it is asked for.</summary>
    public static OnnxValue Later(OnnxGraphBuilder graph, TensorType type, Func<string>? make, Func<string>? makeChannelsFirst, bool isChannelsFirst) =>
        new(graph, type, make, makeChannelsFirst) { IsChannelsFirst = isChannelsFirst };

    /// <summary>A lazy transpose of a value.</summary>
    public static OnnxValue TransposeOf(OnnxGraphBuilder graph, TensorType type, OnnxValue source, AxisList permutation) =>
        new(graph, type, () => graph.Add("Transpose", [source.Name], ("perm", Layouts.Longs(permutation.Span))), null) { Transposed = (source, permutation) };

    public static OnnxValue Of(OnnxGraphBuilder graph, HostArray array, string? name = null) =>
        new(graph, new(array.Type, array.Shape), () => graph.Initializer(array, name), null) { Constant = array, ConstantName = name };
}

/// <summary>Permutations between Keras's order of axes and ONNX's.</summary>
internal static class Layouts
{
    /// <summary>(batch, space…, channels) to (batch, channels, space…).</summary>
    public static long[] ToFirst(int rank) => [0, rank - 1, .. Enumerable.Range(1, rank - 2).Select(axis => (long)axis)];

    /// <summary>(batch, channels, space…) to (batch, space…, channels).</summary>
    public static long[] ToLast(int rank) => [0, .. Enumerable.Range(2, rank - 2).Select(axis => (long)axis), 1];

    /// <summary>Where an axis of the channels-last order stands in the channels-first one.</summary>
    public static int First(int axis, int rank) => axis == 0 ? 0 : axis == rank - 1 ? 1 : axis + 1;

    /// <summary>(window…, in, out) to (out, in, window…).</summary>
    public static int[] KernelToFirst(int rank) => [rank - 1, rank - 2, .. Enumerable.Range(0, rank - 2)];

    public static long[] Longs(ReadOnlySpan<int> values)
    {
        long[] longs = new long[values.Length];
        for (int i = 0; i < longs.Length; i++)
        {
            longs[i] = values[i];
        }

        return longs;
    }
}
