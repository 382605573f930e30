using System.Collections;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>Three whole numbers, along depth, height and width: the size of a window, its strides. <c>3</c> stands for (3, 3, 3).</summary>
/// <param name="Depth">Along the depth.</param>
/// <param name="Height">Along the height.</param>
/// <param name="Width">Along the width.</param>
public readonly record struct Size3(int Depth, int Height, int Width) : IReadOnlyList<int>, IConfigValue<Size3>
{
    /// <inheritdoc/>
    public int Count => 3;

    /// <inheritdoc/>
    public int this[int index] => index switch
    {
        0 => Depth,
        1 => Height,
        2 => Width,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "expected an axis from 0 to 2."),
    };

    /// <summary>The same number along all three axes.</summary>
    public static implicit operator Size3(int size) => new(size, size, size);

    /// <summary>One number for each axis.</summary>
    public static implicit operator Size3((int Depth, int Height, int Width) sizes) => new(sizes.Depth, sizes.Height, sizes.Width);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.WriteList(this, static (item, size) => item.Write(size));

    /// <inheritdoc/>
    public static Size3 Read(ConfigValue value)
    {
        if (value.IsNumber)
        {
            return value.AsInt();
        }

        int[] sizes = value.AsList(static size => size.AsInt());
        return sizes.Length == 3 ? new(sizes[0], sizes[1], sizes[2]) : throw value.Expected("an integer, or a list of 3");
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)[Depth, Height, Width]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Such as <c>(3, 3, 3)</c>.</summary>
    public override string ToString() => $"({Depth}, {Height}, {Width})";
}
