using System.Globalization;

namespace DeepKeras.Comparisons.Statistics;

/// <summary>The training size at which a curve, linear in ln n between the sizes measured, last goes from below 0 to 0 or above.</summary>
/// <param name="Place">Inside the grid, before or after it.</param>
/// <param name="N">Rows; NaN outside the grid, as nothing is extrapolated.</param>
public sealed record Crossing(CrossingPlace Place, double N)
{
    /// <summary>"260", "before grid" or "after grid".</summary>
    public override string ToString() => Place switch
    {
        CrossingPlace.BeforeGrid => "before grid",
        CrossingPlace.AfterGrid => "after grid",
        _ => N.ToString("0", CultureInfo.InvariantCulture),
    };

    internal static Crossing Of(IReadOnlyList<int> n, IReadOnlyList<double> f)
    {
        int last = f.Count - 1;
        while (last >= 0 && f[last] >= 0)
        {
            last--;
        }

        if (last < 0)
        {
            return new Crossing(CrossingPlace.BeforeGrid, double.NaN);
        }

        if (last == f.Count - 1)
        {
            return new Crossing(CrossingPlace.AfterGrid, double.NaN);
        }

        double share = -f[last] / (f[last + 1] - f[last]);
        return new Crossing(CrossingPlace.Inside, n[last] * Math.Exp(share * Math.Log((double)n[last + 1] / n[last])));
    }
}
