using System.Globalization;

namespace DeepKeras;

/// <summary>Which norm <see cref="Ops.Norm"/> takes: a number p, ±∞, <see cref="Frobenius"/> or <see cref="Nuclear"/>.</summary>
public readonly record struct NormOrder
{
    private readonly double power;
    private readonly string? name;

    private NormOrder(double power, string? name) => (this.power, this.name) = (power, name);

    /// <summary>The square root of the sum of the squares of a matrix; Keras's <c>"fro"</c>.</summary>
    public static NormOrder Frobenius { get; } = new(double.NaN, "fro");

    /// <summary>The sum of a matrix's singular values; Keras's <c>"nuc"</c>.</summary>
    public static NormOrder Nuclear { get; } = new(double.NaN, "nuc");

    /// <summary>The p of a p-norm; NaN for those with a name.</summary>
    internal double Power => power;

    /// <summary>The norm with this p, which may be infinite.</summary>
    public static implicit operator NormOrder(double power) => new(power, null);

    /// <summary>The norm with this p.</summary>
    public static implicit operator NormOrder(int power) => new(power, null);

    /// <summary>The norm of Keras's name.</summary>
    /// <exception cref="ArgumentException">Neither <c>fro</c> nor <c>nuc</c>.</exception>
    public static implicit operator NormOrder(string name) => name switch
    {
        "fro" => Frobenius,
        "nuc" => Nuclear,
        _ => throw new ArgumentException($"ord: expected a number, fro or nuc, got {name}."),
    };

    /// <summary>Such as <c>2</c> or <c>nuc</c>.</summary>
    public override string ToString() => name ?? power.ToString(CultureInfo.InvariantCulture);
}
