using System.Collections;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>How much to add to, or cut from, the two ends of a line. <c>2</c> stands for (2, 2).</summary>
/// <param name="Before">At the near end.</param>
/// <param name="After">At the far end.</param>
public readonly record struct Border1(int Before, int After) : IReadOnlyList<Border1>, IConfigValue<Border1>
{
    /// <inheritdoc/>
    public int Count => 1;

    /// <inheritdoc/>
    public Border1 this[int index] => index == 0 ? this : throw new ArgumentOutOfRangeException(nameof(index), index, "expected axis 0.");

    /// <summary>The same at both ends.</summary>
    public static implicit operator Border1(int both) => new(both, both);

    /// <summary>So much at the near and at the far end.</summary>
    public static implicit operator Border1((int Before, int After) ends) => new(ends.Before, ends.After);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.WriteList([Before, After], static (item, size) => item.Write(size));

    /// <inheritdoc/>
    public static Border1 Read(ConfigValue value)
    {
        if (value.IsNumber)
        {
            return value.AsInt();
        }

        int[] ends = value.AsList(static end => end.AsInt());
        return ends.Length == 2 ? new(ends[0], ends[1]) : throw value.Expected("an integer, or a list of 2");
    }

    /// <inheritdoc/>
    public IEnumerator<Border1> GetEnumerator()
    {
        yield return this;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Such as <c>(1, 2)</c>.</summary>
    public override string ToString() => $"({Before}, {After})";
}
