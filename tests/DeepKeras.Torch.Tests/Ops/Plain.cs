namespace DeepKeras.Torch.Tests.Operations;

/// <summary>A plain array of doubles, row-major: what the references compute with.</summary>
internal sealed class Plain(int[] shape, double[] data)
{
    public int[] Shape { get; } = shape;

    public double[] Data { get; } = data;

    public int Rank => Shape.Length;

    public double this[params ReadOnlySpan<int> index] => Data[Flat(index)];

    /// <summary>An array whose element at an index is a function of that index.</summary>
    public static Plain Of(int[] shape, Func<int[], double> element)
    {
        double[] data = new double[shape.Aggregate(1, (product, size) => product * size)];
        int[] index = new int[shape.Length];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = element(index);
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return new(shape, data);
    }

    public static Plain From(HostArray array)
    {
        double[] data = new double[array.Elements];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = array[i];
        }

        return new([.. array.Shape], data);
    }

    public HostArray To(DType type)
    {
        var array = new HostArray(type, Shape);
        for (int i = 0; i < Data.Length; i++)
        {
            array[i] = Data[i];
        }

        return array;
    }

    public Plain Map(Func<double, double> f) => new(Shape, [.. Data.Select(f)]);

    /// <summary>The element that stands at an index of a larger shape to which this one broadcasts.</summary>
    public double Broadcast(ReadOnlySpan<int> index)
    {
        int flat = 0;
        int skipped = index.Length - Rank;
        for (int axis = 0; axis < Rank; axis++)
        {
            flat = (flat * Shape[axis]) + (Shape[axis] == 1 ? 0 : index[axis + skipped]);
        }

        return Data[flat];
    }

    /// <summary>The same with one element changed by an amount.</summary>
    public Plain Nudged(int element, double amount)
    {
        double[] changed = [.. Data];
        changed[element] += amount;
        return new(Shape, changed);
    }

    private int Flat(ReadOnlySpan<int> index)
    {
        int flat = 0;
        for (int axis = 0; axis < Rank; axis++)
        {
            if ((uint)index[axis] >= (uint)Shape[axis])
            {
                throw new ArgumentOutOfRangeException(nameof(index), $"[{string.Join(", ", index.ToArray())}] is outside [{string.Join(", ", Shape)}].");
            }

            flat = (flat * Shape[axis]) + index[axis];
        }

        return flat;
    }
}

/// <summary>Indices with one axis changed.</summary>
internal static class IndexExtensions
{
    public static int[] With(this int[] index, int axis, int value)
    {
        int[] changed = [.. index];
        changed[axis] = value;
        return changed;
    }

    public static int[] Without(this int[] index, int axis) => [.. index[..axis], .. index[(axis + 1)..]];

    public static int[] Insert(this int[] index, int axis, int value) => [.. index[..axis], value, .. index[axis..]];
}
