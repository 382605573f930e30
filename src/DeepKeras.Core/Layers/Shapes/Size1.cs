using System.Collections;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>A whole number along a line: the size of a window, its strides. <c>3</c> stands for (3).</summary>
/// <param name="Length">Along the length.</param>
public readonly record struct Size1(int Length) : IReadOnlyList<int>, IConfigValue<Size1>
{
    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public int this[int index] => index switch
    {
        0 => Length,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "expected an axis from 0 to 0."),
    };

    /// <summary>A number.</summary>
    public static implicit operator Size1(int size) => new(size);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.WriteList(this, static (item, size) => item.Write(size));

    /// <inheritdoc/>
    public static Size1 Read(ConfigValue value)
    {
        if (value.IsNumber)
        {
            return value.AsInt();
        }

        int[] sizes = value.AsList(static size => size.AsInt());
        return sizes.Length == 1 ? new(sizes[0]) : throw value.Expected("an integer, or a list of one");
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)[Length]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Such as <c>(3)</c>.</summary>
    public override string ToString() => $"({Length})";
}
