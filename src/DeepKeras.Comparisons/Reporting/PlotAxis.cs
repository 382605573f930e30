using System.Globalization;

namespace DeepKeras.Comparisons.Reporting;

/// <summary>Maps values to pixels, linearly or by logarithm, and says where ticks stand.</summary>
internal sealed class PlotAxis
{
    private readonly double low, high, from, to;
    private readonly bool log;

    private PlotAxis(double low, double high, double from, double to, bool log, IReadOnlyList<double> ticks)
    {
        this.low = log ? Math.Log(low) : low;
        this.high = log ? Math.Log(high) : high;
        this.from = from;
        this.to = to;
        this.log = log;
        Ticks = ticks;
        Low = low;
        High = high;
    }

    public double Low { get; }

    public double High { get; }

    public IReadOnlyList<double> Ticks { get; }

    public double this[double value] => from + (((log ? Math.Log(value) : value) - low) / (high - low) * (to - from));

    public static PlotAxis Linear(double low, double high, double from, double to, int ticks)
    {
        if (!(high > low))
        {
            (low, high) = (low - 0.5, high + 0.5);
        }

        double rough = (high - low) / ticks, unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = rough <= unit ? unit : rough <= 2 * unit ? 2 * unit : rough <= 5 * unit ? 5 * unit : 10 * unit;
        var places = new List<double>();
        for (double k = Math.Ceiling((low / step) - 1e-9); k * step <= high + (step * 1e-9); k++)
        {
            places.Add(Math.Round(k * step, 12));
        }

        return new PlotAxis(low, high, from, to, false, places);
    }

    public static PlotAxis Log(double low, double high, double from, double to, int most = 9)
    {
        if (!(high > low))
        {
            (low, high) = (low / 2, high * 2);
        }

        foreach (double[] digits in (double[][])[[1, 2, 5], [1, 3], [1]])
        {
            double[] places = [.. Enumerable.Range((int)Math.Floor(Math.Log10(low)), 40).SelectMany(power => digits.Select(digit => digit * Math.Pow(10, power)))
                .Where(value => value >= low * 0.999 && value <= high * 1.001)];
            if (places.Length <= most)
            {
                return new PlotAxis(low, high, from, to, true, places);
            }
        }

        return new PlotAxis(low, high, from, to, true, []);
    }

    /// <summary>A tick's number, as short as its step allows.</summary>
    public string Label(double tick)
    {
        if (log || Ticks.Count < 2)
        {
            return tick >= 1 ? tick.ToString("N0", CultureInfo.InvariantCulture) : tick.ToString("G3", CultureInfo.InvariantCulture);
        }

        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(Ticks[1] - Ticks[0]) - 1e-9), 0, 6);
        return tick.ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace("-", "−", StringComparison.Ordinal);
    }
}
