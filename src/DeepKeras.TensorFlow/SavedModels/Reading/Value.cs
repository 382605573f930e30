using System.Collections.Immutable;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>What flows between the nodes of a TensorFlow graph that is being translated.</summary>
internal abstract record Value
{
    /// <summary>A tensor of the graph that is made.</summary>
    public sealed record Numbers(Tensor Tensor) : Value;

    /// <summary>Strings, known while the graph is made.</summary>
    public sealed record Text(IReadOnlyList<byte[]> Strings, Shape Shape) : Value;

    /// <summary>The path of a file of the model's assets.</summary>
    public sealed record Asset(string Path) : Value;

    /// <summary>What must hold for whatever runs after it.</summary>
    public sealed record Condition(Tensor Holds, string Message) : Value;

    /// <summary>The handle of a variable, or of a table: its name.</summary>
    public sealed record Resource(string Name) : Value;

    /// <summary>What the restore operation reads from the checkpoint: its key.</summary>
    public sealed record Restored(string Key) : Value;

    /// <summary>A list of tensors of one shape, as Keras's recurrent layers collect their steps in; null: not written yet.</summary>
    public sealed record TensorList(ImmutableList<Tensor?> Items, DType Type, IReadOnlyList<long>? ElementShape) : Value;

    /// <summary>A tensor some of whose rows were replaced one after the other; it is put together when it is first used otherwise.</summary>
    public sealed record Rows(Tensor Start, ImmutableSortedDictionary<int, Tensor> Replaced) : Value;
}
