using System.Globalization;

namespace DeepKeras.Saving.Models;

/// <summary>Lists of numbers in a config, such as <c>[[1, 2], [3, 4]]</c>, as an array.</summary>
internal static class NestedNumbers
{
    /// <summary>An array of what the lists hold.</summary>
    /// <param name="list">Numbers or true and false, or lists of one length of them.</param>
    /// <param name="type">The array's; null: int32 for whole numbers, bool for true and false, else float32.</param>
    /// <exception cref="ShapeException">The lists are of several lengths, or hold something else.</exception>
    public static HostArray Read(object? list, DType? type = null)
    {
        var sizes = new List<int>();
        object? level = list;
        while (level is IReadOnlyList<object?> inner)
        {
            sizes.Add(inner.Count);
            level = inner.Count > 0 ? inner[0] : null;
        }

        var leaves = new List<object>();
        Collect(list, sizes, 0, leaves);
        DType made = type ?? (leaves.Count > 0 && leaves.TrueForAll(leaf => leaf is long) ? DType.Int32 : leaves.Count > 0 && leaves.TrueForAll(leaf => leaf is bool) ? DType.Bool : DType.Float32);
        var array = new HostArray(made, Shape.Create([.. sizes]));
        for (int i = 0; i < leaves.Count; i++)
        {
            array[i] = Convert.ToDouble(leaves[i], CultureInfo.InvariantCulture);
        }

        return array;
    }

    private static void Collect(object? value, List<int> sizes, int depth, List<object> leaves)
    {
        if (value is IReadOnlyList<object?> list && depth < sizes.Count && list.Count == sizes[depth])
        {
            foreach (object? item in list)
            {
                Collect(item, sizes, depth + 1, leaves);
            }
        }
        else
        {
            leaves.Add(depth == sizes.Count && value is long or double or bool ? value : throw new ShapeException($"expected lists of numbers of one length at each depth, got {value ?? "null"}."));
        }
    }
}
