using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepKeras.Saving;

/// <summary>
/// A number, or a list of them, where Keras takes either: <c>Thresholds = 0.3</c> or <c>Thresholds = [0.2, 0.5]</c>. In a config a single
/// number stays one.
/// </summary>
/// <typeparam name="T"><see cref="int"/> or <see cref="double"/>.</typeparam>
[CollectionBuilder(typeof(OneOrMore), nameof(OneOrMore.Create))]
public sealed class OneOrMore<T> : IReadOnlyList<T>, IConfigValue<OneOrMore<T>>
    where T : INumber<T>
{
    private readonly T[] items;
    private readonly bool one;

    internal OneOrMore(T[] items, bool one)
    {
        this.items = items;
        this.one = one;
    }

    /// <summary>Whether it is a single number, and not a list of one.</summary>
    public bool IsOne => one;

    /// <summary>How many numbers there are.</summary>
    public int Count => items.Length;

    /// <summary>A number by its position.</summary>
    public T this[int index] => items[index];

    /// <summary>A single number.</summary>
    public static implicit operator OneOrMore<T>(T item) => new([item], true);

    /// <summary>A list of numbers.</summary>
    public static implicit operator OneOrMore<T>(T[] items) => new([.. items], false);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer)
    {
        if (one)
        {
            Write(writer, items[0]);
        }
        else
        {
            writer.WriteList(items, Write);
        }
    }

    /// <inheritdoc/>
    public static OneOrMore<T> Read(ConfigValue value) => value.IsList ? new(value.AsList(Number), false) : new([Number(value)], true);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <summary>The number, or the list in brackets.</summary>
    public override string ToString() => one ? $"{items[0]}" : $"[{string.Join(", ", items)}]";

    private static T Number(ConfigValue value) => typeof(T) == typeof(int) ? T.CreateChecked(value.AsInt()) : T.CreateChecked(value.AsDouble());

    private static void Write(ConfigValueWriter writer, T item)
    {
        if (typeof(T) == typeof(int))
        {
            writer.Write(int.CreateChecked(item));
        }
        else
        {
            writer.Write(double.CreateChecked(item));
        }
    }
}

/// <summary>Makes <see cref="OneOrMore{T}"/> of collection expressions.</summary>
public static class OneOrMore
{
    /// <summary>A list of numbers.</summary>
    /// <typeparam name="T">The numbers' type.</typeparam>
    /// <param name="items">The numbers.</param>
    public static OneOrMore<T> Create<T>(ReadOnlySpan<T> items)
        where T : INumber<T> => new(items.ToArray(), false);
}
