using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>From where to where a random factor goes: <c>0.2</c>, for which each layer says what it stands for, or <c>(0.1, 0.3)</c>.</summary>
public sealed class FactorRange : IConfigValue<FactorRange>
{
    private FactorRange(double lower, double upper, bool isOne) => (Lower, Upper, IsOne) = (lower, upper, isOne);

    /// <summary>The least.</summary>
    public double Lower { get; }

    /// <summary>The largest; a single number.</summary>
    public double Upper { get; }

    /// <summary>Whether it is a single number.</summary>
    public bool IsOne { get; }

    /// <summary>A single number.</summary>
    public static implicit operator FactorRange(double factor) => new(factor, factor, isOne: true);

    /// <summary>From the one to the other.</summary>
    public static implicit operator FactorRange((double Lower, double Upper) range) => new(Math.Min(range.Lower, range.Upper), Math.Max(range.Lower, range.Upper), isOne: false);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer)
    {
        if (IsOne)
        {
            writer.Write(Upper);
        }
        else
        {
            writer.WriteList([Lower, Upper], static (item, number) => item.Write(number));
        }
    }

    /// <inheritdoc/>
    public static FactorRange Read(ConfigValue value)
    {
        if (value.IsNumber)
        {
            return value.AsDouble();
        }

        double[] range = value.AsList(static item => item.AsDouble());
        return range.Length == 2 ? (range[0], range[1]) : throw value.Expected("a number, or a list of 2");
    }

    /// <inheritdoc/>
    public override string ToString() => IsOne ? $"{Upper}" : $"({Lower}, {Upper})";

    /// <summary>The range that a layer means: a single number f stands for −f to f, cut at the least that is allowed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is beyond what is allowed.</exception>
    internal FactorRange Within(double least, double most, string name) =>
        Upper > most || (IsOne ? Upper : Lower) < least ? throw new ArgumentOutOfRangeException(name, this, $"expected a number, or two, from {least} to {most}.")
        : IsOne ? (Math.Max(-Math.Abs(Upper), least), Math.Abs(Upper))
        : this;
}
