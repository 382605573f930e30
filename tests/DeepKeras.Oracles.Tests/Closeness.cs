namespace DeepKeras.Tests;

/// <summary>Compares numbers and says which one is worst.</summary>
internal static class Closeness
{
    public static void Assert(string what, long count, Func<long, double> expected, Func<long, double> actual, double rtol, double atol, Shape shape)
    {
        long worst = -1;
        double worstExcess = 1;
        long wrong = 0;
        for (long i = 0; i < count; i++)
        {
            double excess = Excess(expected(i), actual(i), rtol, atol);
            if (excess > 1)
            {
                wrong++;
                if (excess > worstExcess)
                {
                    (worst, worstExcess) = (i, excess);
                }
            }
        }

        if (worst >= 0)
        {
            NUnit.Framework.Assert.Fail(FormattableString.Invariant(
                $"{what} {shape}: {wrong} of {count} differ; the worst at {Place(worst, shape)}: expected {expected(worst):g9}, got {actual(worst):g9} ({worstExcess:g3} times the tolerance)."));
        }
    }

    /// <summary>The distance in tolerances: above 1 is too much.</summary>
    private static double Excess(double expected, double actual, double rtol, double atol) =>
        expected.Equals(actual) ? 0
        : !double.IsFinite(expected) || !double.IsFinite(actual) ? double.MaxValue
        : expected == actual ? 0
        : Math.Abs(actual - expected) / (atol + (rtol * Math.Abs(expected)));

    private static string Place(long index, Shape shape)
    {
        var place = new List<long>();
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            place.Insert(0, index % shape[axis]);
            index /= shape[axis];
        }

        return $"[{string.Join(", ", place)}]";
    }
}
