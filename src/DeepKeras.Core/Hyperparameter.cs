using System.Globalization;
using System.Runtime.CompilerServices;

namespace DeepKeras;

/// <summary>Checks numbers that a user gives when something is made. Every method returns the number.</summary>
internal static class Hyperparameter
{
    /// <summary>A finite number.</summary>
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) ? value : throw Wrong(name, "a finite number", value);

    /// <summary>A finite number above 0.</summary>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Wrong(name, "a number above 0", value);

    /// <summary>A finite number above 0, or null.</summary>
    public static double? Positive(double? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is double given ? Positive(given, name) : null;

    /// <summary>A finite number of at least 0.</summary>
    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value) && value >= 0 ? value : throw Wrong(name, "a number of at least 0", value);

    /// <summary>A finite number of at least 0, or null.</summary>
    public static double? NotNegative(double? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is double given ? NotNegative(given, name) : null;

    /// <summary>A number from 0 to 1.</summary>
    public static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Wrong(name, "a number from 0 to 1", value);

    /// <summary>How much of a running mean stays each step: from 0 to below 1.</summary>
    public static double Decay(double value, [CallerArgumentExpression(nameof(value))] string name = "") => BelowOne(value, name);

    /// <summary>A whole number of at least <paramref name="least"/>.</summary>
    public static int AtLeast(int least, int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= least ? value : throw Wrong(name, $"a whole number of at least {least}", value);

    /// <summary>A whole number of at least <paramref name="least"/>, or null.</summary>
    public static int? AtLeast(int least, int? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is int given ? AtLeast(least, given, name) : null;

    /// <summary>A share that leaves something: from 0 to below 1.</summary>
    public static double BelowOne(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and < 1 ? value : throw Wrong(name, "a number from 0 to below 1", value);

    private static ArgumentOutOfRangeException Wrong(string name, string expected, double value) =>
        new(name, value, $"{name}: expected {expected}, got {value.ToString(CultureInfo.InvariantCulture)}.");
}
