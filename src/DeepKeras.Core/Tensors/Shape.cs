using System.Collections;
using System.Runtime.CompilerServices;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>
/// The size of a tensor along each of its axes, such as <c>(batch, 28, 28)</c>. A size that is not known while the model is
/// built (the batch, a free length) is <see cref="Unknown"/>.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>, IConfigValue<Shape>
{
    /// <summary>A size that is only known when data arrive; Keras's <c>None</c>.</summary>
    public const int Unknown = -1;

    private readonly int[] sizes;

    private Shape(int[] sizes) => this.sizes = sizes;

    /// <summary>The shape of a single number, with no axis.</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>The number of axes.</summary>
    public int Rank => sizes.Length;

    /// <inheritdoc/>
    public int Count => sizes.Length;

    /// <summary>Whether every size is known.</summary>
    public bool IsKnown => Array.IndexOf(sizes, Unknown) < 0;

    /// <summary>The number of elements.</summary>
    /// <exception cref="InvalidOperationException">A size is unknown.</exception>
    public long Elements
    {
        get
        {
            long product = 1;
            foreach (int size in sizes)
            {
                if (size < 0)
                {
                    throw new InvalidOperationException($"the number of elements of {this} is not known.");
                }

                product = checked(product * size);
            }

            return product;
        }
    }

    /// <summary>The size along an axis, from 0; <see cref="Unknown"/> where it is not known.</summary>
    public int this[int axis] => sizes[axis];

    /// <summary>The axes from <paramref name="start"/> on, for ranges such as <c>shape[1..]</c>.</summary>
    public Shape Slice(int start, int length) => new(sizes.AsSpan(start, length).ToArray());

    /// <summary>A shape of the given sizes; −1 is an unknown one.</summary>
    /// <exception cref="ArgumentException">A size below −1.</exception>
    public static Shape Create(ReadOnlySpan<int> sizes)
    {
        foreach (int size in sizes)
        {
            if (size < Unknown)
            {
                throw new ArgumentException($"a size must be 0 or more, or −1 for unknown; got {size}.", nameof(sizes));
            }
        }

        return new(sizes.ToArray());
    }

    /// <summary>A shape of the given sizes.</summary>
    public static implicit operator Shape(int[] sizes) => Create(sizes);

    /// <summary>This shape with an unknown batch axis in front.</summary>
    public Shape WithBatch(int batch = Unknown) => new([batch, .. sizes]);

    /// <summary>This shape without its first axis.</summary>
    public Shape WithoutBatch() => Slice(1, Rank - 1);

    /// <summary>This shape without its last axis.</summary>
    public Shape WithoutLast() => Slice(0, Rank - 1);

    /// <summary>This shape with another size along one axis, which may be negative to count from the end.</summary>
    public Shape With(int axis, int size)
    {
        int[] changed = [.. sizes];
        changed[axis < 0 ? axis + changed.Length : axis] = size;
        return new(changed);
    }

    /// <summary>The sizes as a span.</summary>
    public ReadOnlySpan<int> AsSpan() => sizes;

    /// <summary>As Keras writes it: a list in which null is an unknown size.</summary>
    public void Write(ConfigValueWriter writer) =>
        writer.WriteList(this, static (item, size) =>
        {
            if (size < 0)
            {
                item.WriteNull();
            }
            else
            {
                item.Write(size);
            }
        });

    /// <summary>A list of sizes, or one size.</summary>
    public static Shape Read(ConfigValue value) =>
        value.IsNumber ? [value.AsInt()]
        : Create(value.AsList(item => item.IsNull ? Unknown : item.AsInt() is >= 0 and int size ? size : throw item.Expected("a size of 0 or more, or null")));

    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && sizes.AsSpan().SequenceEqual(other.sizes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int size in sizes)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    /// <summary>Whether two shapes agree wherever both are known.</summary>
    public bool IsCompatibleWith(Shape other)
    {
        if (Rank != other.Rank)
        {
            return false;
        }

        for (int axis = 0; axis < Rank; axis++)
        {
            if (sizes[axis] >= 0 && other.sizes[axis] >= 0 && sizes[axis] != other.sizes[axis])
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => sizes.GetEnumerator();

    /// <summary>As Keras writes it: <c>(None, 28, 28)</c>, <c>(3,)</c>, <c>()</c>.</summary>
    public override string ToString() =>
        "(" + string.Join(", ", sizes.Select(size => size < 0 ? "None" : size.ToString(System.Globalization.CultureInfo.InvariantCulture))) + (Rank == 1 ? ",)" : ")");

    /// <summary>The shape of the result of an elementwise operation, by NumPy's rules.</summary>
    /// <exception cref="ShapeException">Two sizes differ and neither is 1.</exception>
    internal static Shape Broadcast(Shape a, Shape b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        int[] result = new int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int x = i <= a.Rank ? a.sizes[^i] : 1;
            int y = i <= b.Rank ? b.sizes[^i] : 1;
            result[^i] = x == y || y == 1 ? x
                : x == 1 ? y
                : x < 0 ? y
                : y < 0 ? x
                : throw new ShapeException($"shapes {a} and {b} do not broadcast: {x} and {y} differ on axis −{i}.");
        }

        return new(result);
    }

    /// <summary>An axis counted from 0, from one that may be negative to count from the end.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    internal int Axis(int axis)
    {
        int positive = axis < 0 ? axis + Rank : axis;
        return positive >= 0 && positive < Rank ? positive
            : throw new ShapeException($"axis {axis} is out of range for shape {this} of rank {Rank}.");
    }
}
