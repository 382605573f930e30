namespace DeepKeras.Operations;

/// <summary>A short list of whole numbers that compares by value, so that records which hold one do too.</summary>
internal readonly struct AxisList : IEquatable<AxisList>
{
    private readonly int[] values;

    public AxisList(params int[] values) => this.values = values;

    public int Count => values.Length;

    public int this[int index] => values[index];

    public ReadOnlySpan<int> Span => values;

    public static implicit operator AxisList(int[] values) => new(values);

    public bool Equals(AxisList other) => Span.SequenceEqual(other.Span);

    public override bool Equals(object? obj) => obj is AxisList other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", values)}]";

    public static bool operator ==(AxisList a, AxisList b) => a.Equals(b);

    public static bool operator !=(AxisList a, AxisList b) => !a.Equals(b);
}

/// <summary>Sizes in <see cref="Reshape.Dims"/> that are not numbers.</summary>
internal static class ReshapeDims
{
    /// <summary>What is left over.</summary>
    public const int Rest = -1;

    /// <summary>The operand's size along an axis.</summary>
    public static int Copy(int axis) => -2 - axis;

    /// <summary>The axis whose size is copied, or null.</summary>
    public static int? CopiedAxis(int dim) => dim <= -2 ? -2 - dim : null;
}
