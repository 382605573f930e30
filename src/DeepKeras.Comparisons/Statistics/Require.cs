namespace DeepKeras.Comparisons.Statistics;

/// <summary>Checks of arguments that several tests share.</summary>
internal static class Require
{
    public static void CheckOpenUnit(double value, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name}: expected a number between 0 and 1, got {value}.");
        }
    }

    public static void CheckRope(double rope)
    {
        if (!(rope >= 0 && double.IsFinite(rope)))
        {
            throw new ArgumentOutOfRangeException(nameof(rope), rope, $"rope: expected a finite number of at least 0, got {rope}.");
        }
    }
}
