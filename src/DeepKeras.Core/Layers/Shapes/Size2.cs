using System.Collections;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>Two whole numbers, along height and width: the size of a window, its strides. <c>3</c> stands for (3, 3).</summary>
/// <param name="Height">Along the height.</param>
/// <param name="Width">Along the width.</param>
public readonly record struct Size2(int Height, int Width) : IReadOnlyList<int>, IConfigValue<Size2>
{
    /// <inheritdoc/>
    public int Count => 2;

    /// <inheritdoc/>
    public int this[int index] => index switch
    {
        0 => Height,
        1 => Width,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "expected an axis from 0 to 1."),
    };

    /// <summary>The same number along both axes.</summary>
    public static implicit operator Size2(int size) => new(size, size);

    /// <summary>One number for each axis.</summary>
    public static implicit operator Size2((int Height, int Width) sizes) => new(sizes.Height, sizes.Width);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.WriteList(this, static (item, size) => item.Write(size));

    /// <inheritdoc/>
    public static Size2 Read(ConfigValue value)
    {
        if (value.IsNumber)
        {
            return value.AsInt();
        }

        int[] sizes = value.AsList(static size => size.AsInt());
        return sizes.Length == 2 ? new(sizes[0], sizes[1]) : throw value.Expected("an integer, or a list of 2");
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)[Height, Width]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Such as <c>(3, 3)</c>.</summary>
    public override string ToString() => $"({Height}, {Width})";
}
