using System.Collections;
using System.Runtime.CompilerServices;

namespace DeepKeras;

/// <summary>One whole number for every axis of space, or one for each: <c>2</c> or <c>[2, 1]</c>.</summary>
[CollectionBuilder(typeof(Sizes), nameof(Create))]
public sealed class Sizes : IReadOnlyList<int>
{
    private readonly int[] sizes;
    private readonly bool isList;

    private Sizes(int[] sizes, bool isList) => (this.sizes, this.isList) = (sizes, isList);

    /// <inheritdoc/>
    public int Count => sizes.Length;

    /// <inheritdoc/>
    public int this[int index] => sizes[index];

    /// <summary>The same for every axis.</summary>
    public static implicit operator Sizes(int size) => new([size], isList: false);

    /// <summary>One for each axis.</summary>
    public static implicit operator Sizes(int[] sizes) => new([.. sizes], isList: true);

    /// <summary>One for each axis.</summary>
    public static Sizes Create(ReadOnlySpan<int> sizes) => new(sizes.ToArray(), isList: true);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => sizes.GetEnumerator();

    /// <summary>Such as <c>2</c> or <c>[2, 1]</c>.</summary>
    public override string ToString() => isList ? $"[{string.Join(", ", sizes)}]" : $"{sizes[0]}";

    /// <summary>One for each of so many axes.</summary>
    /// <exception cref="ArgumentException">Another number of sizes, or one below the least.</exception>
    internal int[] For(int axes, string name, int least = 1)
    {
        int[] each = isList ? sizes : [.. Enumerable.Repeat(sizes[0], axes)];
        return each.Length == axes && each.All(size => size >= least) ? each
            : throw new ArgumentException($"{name}: expected {axes} numbers, or one for all, of {least} or more; got {this}.", name);
    }
}
