using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>A number, or a vector or matrix of numbers: what <see cref="Constant"/> and the layers that scale take.</summary>
public sealed class ConstantValue : IConfigValue<ConstantValue>
{
    private readonly bool whole;

    private ConstantValue(double[] numbers, Shape shape, bool whole)
    {
        foreach (double number in numbers)
        {
            Hyperparameter.Finite(number, "value");
        }

        (Numbers, Shape, this.whole) = (numbers, shape, whole);
    }

    /// <summary>Its shape; a number has none.</summary>
    public Shape Shape { get; }

    /// <summary>The numbers in row-major order.</summary>
    internal double[] Numbers { get; }

    /// <summary>A number; it is finite.</summary>
    public static implicit operator ConstantValue(double value) => new([value], Shape.Scalar, whole: false);

    /// <summary>A vector of finite numbers.</summary>
    public static implicit operator ConstantValue(double[] values) => new([.. values], [values.Length], whole: false);

    /// <summary>A matrix of finite numbers.</summary>
    public static implicit operator ConstantValue(double[,] values) =>
        new([.. values.Cast<double>()], [values.GetLength(0), values.GetLength(1)], whole: false);

    /// <summary>The numbers as a constant of a graph.</summary>
    internal Tensor ToTensor(DType type)
    {
        var array = new HostArray(type, Shape);
        for (int i = 0; i < Numbers.Length; i++)
        {
            array[i] = Numbers[i];
        }

        return Ops.Constant(array);
    }

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => Write(writer, 0, 0);

    /// <inheritdoc/>
    public static ConstantValue Read(ConfigValue value)
    {
        var sizes = new List<int>();
        for (ConfigValue at = value; at.IsList; at = at.AsList()[0])
        {
            sizes.Add(at.AsList().Length);
            if (sizes[^1] == 0)
            {
                throw value.Expected("a number or a list of numbers");
            }
        }

        var numbers = new List<double>();
        bool allWhole = true;
        Collect(value, 0);
        return new([.. numbers], sizes.ToArray(), allWhole);

        void Collect(ConfigValue item, int depth)
        {
            if (depth == sizes.Count)
            {
                numbers.Add(item.AsDouble());
                allWhole &= item.Json.TryGetInt64(out _);
                return;
            }

            ConfigValue[] items = item.AsList();
            if (items.Length != sizes[depth])
            {
                throw item.Expected($"a list of {sizes[depth]}, as long as the ones beside it");
            }

            foreach (ConfigValue inner in items)
            {
                Collect(inner, depth + 1);
            }
        }
    }

    private void Write(ConfigValueWriter writer, int axis, int start)
    {
        if (axis < Shape.Rank)
        {
            int stride = Numbers.Length / Shape.Take(axis + 1).Aggregate((a, b) => a * b);
            writer.WriteList([.. Enumerable.Range(0, Shape[axis])], (item, i) => Write(item, axis + 1, start + (i * stride)));
        }
        else if (whole)
        {
            writer.Write((long)Numbers[start]);
        }
        else
        {
            writer.Write(Numbers[start]);
        }
    }
}
