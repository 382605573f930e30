using System.Collections;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>How much to add to, or cut from, the edges of an image. <c>2</c> stands for 2 at every edge.</summary>
/// <param name="Height">At both ends of the height.</param>
/// <param name="Width">At both ends of the width.</param>
public readonly record struct Border2(Border1 Height, Border1 Width) : IReadOnlyList<Border1>, IConfigValue<Border2>
{
    /// <inheritdoc/>
    public int Count => 2;

    /// <inheritdoc/>
    public Border1 this[int index] => index switch
    {
        0 => Height,
        1 => Width,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "expected an axis from 0 to 1."),
    };

    /// <summary>The same at every edge.</summary>
    public static implicit operator Border2(int all) => new(all, all);

    /// <summary>For each axis the same at both ends, or (before, after).</summary>
    public static implicit operator Border2((Border1 Height, Border1 Width) axes) => new(axes.Height, axes.Width);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.WriteList(this, static (item, border) => border.Write(item));

    /// <inheritdoc/>
    public static Border2 Read(ConfigValue value)
    {
        if (value.IsNumber)
        {
            return value.AsInt();
        }

        Border1[] axes = value.AsList(Border1.Read);
        return axes.Length == 2 ? new(axes[0], axes[1]) : throw value.Expected("an integer, or a list of 2");
    }

    /// <inheritdoc/>
    public IEnumerator<Border1> GetEnumerator() => ((IEnumerable<Border1>)[Height, Width]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Such as <c>((1, 1), …)</c>.</summary>
    public override string ToString() => $"({Height}, {Width})";
}
