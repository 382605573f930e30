using System.Collections.Frozen;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>What each of TensorFlow's operations is here, by its name.</summary>
internal sealed class OperationTable
{
    private static readonly FrozenDictionary<string, Func<NodeCall, Value[]>> Known = Create();
    private readonly Dictionary<string, Func<NodeCall, Value[]>> entries = new(StringComparer.Ordinal);

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    public static Func<NodeCall, Value[]>? Find(string op) => Known.GetValueOrDefault(op);

    public void Add(string op, Func<NodeCall, Value[]> translation) => entries.Add(op, translation);

    /// <summary>An operation with one tensor as its result.</summary>
    public void Add(string op, Func<NodeCall, Tensor> translation) => entries.Add(op, call => [new Value.Numbers(translation(call))]);

    /// <summary>An operation with several tensors as its results.</summary>
    public void AddAll(string op, Func<NodeCall, IReadOnlyList<Tensor>> translation) =>
        entries.Add(op, call => [.. translation(call).Select(tensor => new Value.Numbers(tensor))]);

    private static FrozenDictionary<string, Func<NodeCall, Value[]>> Create()
    {
        var table = new OperationTable();
        StateOperations.AddTo(table);
        ElementwiseOperations.AddTo(table);
        ReductionOperations.AddTo(table);
        ShapeOperations.AddTo(table);
        IndexOperations.AddTo(table);
        KernelOperations.AddTo(table);
        WindowOperations.AddTo(table);
        ControlOperations.AddTo(table);
        TensorListOperations.AddTo(table);
        TextOperations.AddTo(table);
        RaggedOperations.AddTo(table);
        TableOperations.AddTo(table);
        return table.entries.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
