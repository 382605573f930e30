using System.Collections;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>How much to add to, or cut from, the edges of a volume. <c>2</c> stands for 2 at every edge.</summary>
/// <param name="Depth">At both ends of the depth.</param>
/// <param name="Height">At both ends of the height.</param>
/// <param name="Width">At both ends of the width.</param>
public readonly record struct Border3(Border1 Depth, Border1 Height, Border1 Width) : IReadOnlyList<Border1>, IConfigValue<Border3>
{
    /// <inheritdoc/>
    public int Count => 3;

    /// <inheritdoc/>
    public Border1 this[int index] => index switch
    {
        0 => Depth,
        1 => Height,
        2 => Width,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "expected an axis from 0 to 2."),
    };

    /// <summary>The same at every edge.</summary>
    public static implicit operator Border3(int all) => new(all, all, all);

    /// <summary>For each axis the same at both ends, or (before, after).</summary>
    public static implicit operator Border3((Border1 Depth, Border1 Height, Border1 Width) axes) => new(axes.Depth, axes.Height, axes.Width);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.WriteList(this, static (item, border) => border.Write(item));

    /// <inheritdoc/>
    public static Border3 Read(ConfigValue value)
    {
        if (value.IsNumber)
        {
            return value.AsInt();
        }

        Border1[] axes = value.AsList(Border1.Read);
        return axes.Length == 3 ? new(axes[0], axes[1], axes[2]) : throw value.Expected("an integer, or a list of 3");
    }

    /// <inheritdoc/>
    public IEnumerator<Border1> GetEnumerator() => ((IEnumerable<Border1>)[Depth, Height, Width]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Such as <c>((1, 1), …)</c>.</summary>
    public override string ToString() => $"({Depth}, {Height}, {Width})";
}
