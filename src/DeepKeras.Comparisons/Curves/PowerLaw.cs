namespace DeepKeras.Comparisons.Curves;

/// <summary>
/// A learning curve as error(n) = a + b · n^-c with a, b, c at least 0: a floor that more rows do not lower, and how fast the rest falls. The
/// error is 1 - score for scores whose best is 1, and the score itself for losses.
/// </summary>
/// <remarks>Hestness et al., "Deep Learning Scaling is Predictable, Empirically", 2017; Viering and Loog, "The Shape of Learning Curves: a Review", 2021.</remarks>
/// <param name="Floor">a.</param>
/// <param name="Scale">b.</param>
/// <param name="Exponent">c; 0 where the error does not fall.</param>
/// <param name="RootMeanSquare">Of what the curve leaves over at the sizes measured, in units of the score.</param>
public sealed record PowerLaw(double Floor, double Scale, double Exponent, double RootMeanSquare)
{
    private const double LeastExponent = 0.01, MostExponent = 4;
    private const int Grid = 240;

    /// <summary>The error at a number of rows.</summary>
    /// <param name="rows">Above 0.</param>
    public double At(double rows) => Floor + (Scale * Math.Pow(rows, -Exponent));

    /// <summary>Least squares over the exponent; floor and scale follow from it in closed form, not below 0.</summary>
    /// <param name="n">Training sizes.</param>
    /// <param name="error">The mean error at each size, finite.</param>
    /// <returns>Null with fewer than 3 sizes: then a curve with three parameters says nothing.</returns>
    /// <exception cref="ArgumentException">Other numbers of sizes and errors.</exception>
    public static PowerLaw? Fit(IReadOnlyList<int> n, IReadOnlyList<double> error)
    {
        ArgumentNullException.ThrowIfNull(n);
        ArgumentNullException.ThrowIfNull(error);
        if (n.Count != error.Count)
        {
            throw new ArgumentException($"Expected an error for each of {n.Count} sizes, got {error.Count}.", nameof(error));
        }

        if (n.Count < 3)
        {
            return null;
        }

        double step = Math.Log(MostExponent / LeastExponent) / (Grid - 1);
        double best = Enumerable.Range(0, Grid).Select(i => LeastExponent * Math.Exp(i * step)).MinBy(c => Given(c, n, error).RootMeanSquare);
        double exponent = Narrow(best * Math.Exp(-step), best * Math.Exp(step), c => Given(c, n, error).RootMeanSquare);
        PowerLaw found = Given(exponent, n, error);
        return found.Scale == 0 ? found with { Exponent = 0 } : found;
    }

    private static PowerLaw Given(double c, IReadOnlyList<int> n, IReadOnlyList<double> error)
    {
        // Sizes over the first one, so that the scale is of the error's own order while it is solved for.
        double first = n[0];
        double[] x = [.. n.Select(rows => Math.Pow(rows / first, -c))];
        double meanX = x.Average(), meanE = error.Average(), xx = 0, xe = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xe += (x[i] - meanX) * (error[i] - meanE);
        }

        double b = xx > 0 ? xe / xx : 0, a = meanE - (b * meanX);
        if (b < 0)
        {
            (a, b) = (Math.Max(0, meanE), 0);
        }
        else if (a < 0)
        {
            (a, b) = (0, Math.Max(0, x.Zip(error, (u, e) => u * e).Sum() / x.Sum(u => u * u)));
        }

        double rest = x.Zip(error, (u, e) => a + (b * u) - e).Sum(d => d * d);
        return new PowerLaw(a, b * Math.Pow(first, c), c, Math.Sqrt(rest / x.Length));
    }

    // Golden section.
    private static double Narrow(double low, double high, Func<double, double> cost)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2;
        for (int i = 0; i < 60; i++)
        {
            double left = high - (ratio * (high - low)), right = low + (ratio * (high - low));
            (low, high) = cost(left) <= cost(right) ? (low, right) : (left, high);
        }

        return (low + high) / 2;
    }
}
