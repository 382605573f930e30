namespace DeepKeras.Comparisons.Statistics.Distributions;

/// <summary>The root of a monotone function by bisection: slow, but it cannot miss, and its brackets have no fixed bound.</summary>
internal static class Root
{
    /// <summary>The root of an increasing function in [low, high]; an end where the function keeps one sign.</summary>
    public static double OfIncreasing(Func<double, double> function, double low, double high)
    {
        while (true)
        {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            if (function(middle) < 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }

    /// <summary>The positive root of an increasing function with f(0) &lt; 0, bracketed by doubling.</summary>
    public static double PositiveOfIncreasing(Func<double, double> function)
    {
        double high = 1;
        while (function(high) < 0 && high < double.MaxValue / 4)
        {
            high *= 2;
        }

        if (high > 1)
        {
            return OfIncreasing(function, high / 2, high);
        }

        while (function(high / 2) >= 0 && high > double.Epsilon * 4)
        {
            high /= 2;
        }

        return OfIncreasing(function, high / 2, high);
    }
}
