using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>The least and the largest value of a pixel, such as <c>(0, 255)</c>.</summary>
/// <param name="Low">The least.</param>
/// <param name="High">The largest.</param>
public readonly record struct ValueRange(double Low, double High) : IConfigValue<ValueRange>
{
    /// <summary>A byte's values.</summary>
    internal static ValueRange Bytes { get; } = new(0, 255);

    /// <summary>From the one to the other.</summary>
    public static implicit operator ValueRange((double Low, double High) range) => new(Math.Min(range.Low, range.High), Math.Max(range.Low, range.High));

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.WriteList([Low, High], static (item, number) => item.Write(number));

    /// <inheritdoc/>
    public static ValueRange Read(ConfigValue value)
    {
        double[] range = value.AsList(static item => item.AsDouble());
        return range.Length == 2 ? (range[0], range[1]) : throw value.Expected("a list of 2 numbers");
    }

    /// <summary>Values of this range in another.</summary>
    internal Tensor To(ValueRange other, Tensor x)
    {
        if (this == other)
        {
            return x;
        }

        Tensor unit = (x - Low) / (High - Low);
        return (unit * (other.High - other.Low)) + other.Low;
    }

    /// <summary>x, kept within.</summary>
    internal Tensor Clip(Tensor x) => Ops.Clip(x, Low, High);
}
