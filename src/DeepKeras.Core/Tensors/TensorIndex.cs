namespace DeepKeras;

/// <summary>One entry of a key by which <see cref="Ops.GetItem"/> takes a part of a tensor: a position, a slice, every axis in between, or a new axis.</summary>
public readonly struct TensorIndex
{
    private TensorIndex(TensorIndexKind kind, int? start = null, int? stop = null, int step = 1)
    {
        Kind = kind;
        Start = start;
        Stop = stop;
        Step = step;
    }

    /// <summary>As many whole axes as there are left; Python's <c>...</c>.</summary>
    public static TensorIndex Ellipsis { get; } = new(TensorIndexKind.Ellipsis);

    /// <summary>A new axis of size 1; Python's <c>None</c>.</summary>
    public static TensorIndex NewAxis { get; } = new(TensorIndexKind.NewAxis);

    internal TensorIndexKind Kind { get; }

    internal int? Start { get; }

    internal int? Stop { get; }

    internal int Step { get; }

    /// <summary>Python's <c>start:stop:step</c>.</summary>
    /// <param name="start">The first position; negative ones count from the end; null: the first, or the last if the step is negative.</param>
    /// <param name="stop">The position before which it ends; null: all that is left.</param>
    /// <param name="step">The distance between positions, not 0.</param>
    public static TensorIndex Slice(int? start = null, int? stop = null, int step = 1) =>
        step != 0 ? new(TensorIndexKind.Slice, start, stop, step) : throw new ArgumentException("a slice's step must not be 0.", nameof(step));

    /// <summary>One position; the axis disappears. Negative ones count from the end.</summary>
    public static implicit operator TensorIndex(int position) => new(TensorIndexKind.Position, position);

    /// <summary>One position, such as <c>^1</c>; the axis disappears.</summary>
    public static implicit operator TensorIndex(Index position) => new(TensorIndexKind.Position, Signed(position));

    /// <summary>A range of positions, such as <c>1..^1</c>.</summary>
    public static implicit operator TensorIndex(Range range) =>
        new(TensorIndexKind.Slice, Signed(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Signed(range.End));

    private static int Signed(Index index) => index.IsFromEnd ? -index.Value : index.Value;
}

/// <summary>What a <see cref="TensorIndex"/> is.</summary>
internal enum TensorIndexKind
{
    Position, Slice, Ellipsis, NewAxis,
}
