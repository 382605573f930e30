using System.Globalization;
using DeepKeras.Comparisons.Statistics;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>A crossover in a sentence. What lies beyond the sizes measured gets no number.</summary>
internal static class CrossoverText
{
    public static string Of(string deep, string shallow, Crossover? crossover, IReadOnlyList<int> sizes, double alpha)
    {
        if (crossover is null)
        {
            return $"{deep} against {shallow}: no crossover is given for rows in time order.";
        }

        string interval = $"{((1 - alpha) * 100).ToString("G3", CultureInfo.InvariantCulture)} % interval {Place(crossover.Low, sizes)} to {Place(crossover.High, sizes)}";
        string open = crossover.Low.Place == CrossingPlace.BeforeGrid && crossover.High.Place == CrossingPlace.AfterGrid ? " The interval spans all sizes: these splits do not settle it." : string.Empty;
        return open.Length == 0 ? Lead() : Lead() + open;

        string Lead() => crossover.At.Place switch
        {
            CrossingPlace.Inside => $"{deep} leads {shallow} from about {Count(TwoDigits(crossover.At.N))} rows on ({interval}).",
            CrossingPlace.BeforeGrid => $"{deep} leads {shallow} over all sizes measured, from {Count(sizes[0])} rows on ({interval}).",
            _ => $"{deep} does not lead {shallow} up to {Count(sizes[^1])} rows: if it ever does, then beyond the rows at hand ({interval}).",
        };
    }

    /// <summary>An end of the interval.</summary>
    public static string Place(Crossing crossing, IReadOnlyList<int> sizes) => crossing.Place switch
    {
        CrossingPlace.Inside => Count(TwoDigits(crossing.N)),
        CrossingPlace.BeforeGrid => $"below {Count(sizes[0])}",
        _ => "beyond the rows at hand",
    };

    public static double TwoDigits(double value)
    {
        double unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(value)) - 1));
        return Math.Round(value / unit) * unit;
    }

    private static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
