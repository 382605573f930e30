using System.Collections;
using System.Runtime.CompilerServices;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>One axis, or a list of them: <c>-1</c> or <c>[1, 2]</c>. The batch is axis 0; negative ones count from the end.</summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public sealed class Axes : IReadOnlyList<int>, IEquatable<Axes>, IConfigValue<Axes>
{
    private readonly int[] axes;

    private Axes(int[] axes, bool isList) => (this.axes, IsList) = (axes, isList);

    /// <summary>Whether it is a list, of one axis perhaps.</summary>
    public bool IsList { get; }

    /// <inheritdoc/>
    public int Count => axes.Length;

    /// <inheritdoc/>
    public int this[int index] => axes[index];

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis], isList: false);

    /// <summary>A list of axes.</summary>
    public static implicit operator Axes(int[] axes) => new([.. axes], isList: true);

    /// <summary>A list of axes.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes.ToArray(), isList: true);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer)
    {
        if (IsList)
        {
            writer.WriteList(axes, static (item, axis) => item.Write(axis));
        }
        else
        {
            writer.Write(axes[0]);
        }
    }

    /// <inheritdoc/>
    public static Axes Read(ConfigValue value) => value.IsNumber ? value.AsInt() : value.AsList(static axis => axis.AsInt());

    /// <summary>The axes of a shape, from 0, in ascending order.</summary>
    /// <exception cref="ShapeException">The shape has no such axis, or one is named twice.</exception>
    internal int[] Of(Shape shape)
    {
        int[] sorted = [.. axes.Select(shape.Axis).Order()];
        return sorted.Distinct().Count() == sorted.Length ? sorted : throw new ShapeException($"axis: {this} names an axis of {shape} twice.");
    }

    /// <summary>The sizes along the axes as Keras orders them in a weight: by the axes as they were given, −1 before 1.</summary>
    internal Shape SizesOf(Shape shape) => axes.Order().Select(axis => shape[shape.Axis(axis)]).ToArray();

    /// <inheritdoc/>
    public bool Equals(Axes? other) => other is not null && IsList == other.IsList && axes.AsSpan().SequenceEqual(other.axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Axes);

    /// <inheritdoc/>
    public override int GetHashCode() => axes.Aggregate(axes.Length, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)axes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => axes.GetEnumerator();

    /// <summary>Such as <c>-1</c> or <c>[1, 2]</c>.</summary>
    public override string ToString() => IsList ? $"[{string.Join(", ", axes)}]" : $"{axes[0]}";
}
