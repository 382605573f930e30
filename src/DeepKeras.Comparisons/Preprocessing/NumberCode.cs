using DeepKeras.Data;

namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>A column of numbers: median for the missing ones, then standardised, with an indicator where values were missing.</summary>
internal sealed class NumberCode(int column, IReadOnlyList<string> names, float median, double mean, double deviation)
    : ColumnCode(column, names)
{
    public float Median => median;

    public double Mean => mean;

    public double Deviation => deviation;

    public bool HasIndicator => Names.Count == 2;

    /// <summary>A code from what was learnt before.</summary>
    public static NumberCode Of(int column, string name, float median, double mean, double deviation, bool indicator) =>
        new(column, indicator ? [name, $"{name} is missing"] : [name], median, mean, deviation);

    public static NumberCode? Fit(int index, Column column, TableEncoderOptions options)
    {
        ReadOnlySpan<float> values = column.Numbers;
        var present = new float[values.Length];
        int count = 0;
        for (int row = 0; row < values.Length; row++)
        {
            if (!float.IsNaN(values[row]))
            {
                present[count++] = Finite(values[row], column, row);
            }
        }

        if (count == 0)
        {
            return null;
        }

        Array.Sort(present, 0, count);
        float median = count % 2 == 1 ? present[count / 2] : (float)(((double)present[(count / 2) - 1] + present[count / 2]) / 2);
        double mean = 0, deviation = 1;
        if (options.Standardise)
        {
            int missing = values.Length - count;
            mean = ((double)median * missing / values.Length) + Sum(present.AsSpan(0, count), x => x) / values.Length;
            double squares = (missing * Square(median - mean)) + Sum(present.AsSpan(0, count), x => Square(x - mean));
            deviation = Math.Sqrt(squares / values.Length);
            if (!(deviation > 1e-9 * Math.Max(1e-30, Math.Abs(mean))))
            {
                deviation = 1;
            }
        }

        return Of(index, column.Name, median, mean, deviation, options.MissingIndicators && count < values.Length);
    }

    public override void Write(Column values, float[] encoded, int offset, int width)
    {
        ReadOnlySpan<float> numbers = values.Numbers;
        for (int row = 0; row < numbers.Length; row++)
        {
            bool missing = float.IsNaN(numbers[row]);
            float value = missing ? median : Finite(numbers[row], values, row);
            int at = (row * width) + offset;
            encoded[at] = (float)((value - mean) / deviation);
            if (Names.Count == 2)
            {
                encoded[at + 1] = missing ? 1 : 0;
            }
        }
    }

    private static float Finite(float value, Column column, int row) => float.IsInfinity(value)
        ? throw new ArgumentException($"column \"{column.Name}\", row {row}: {value} is not a finite number (NaN would be a missing value).")
        : value;

    private static double Square(double x) => x * x;

    private static double Sum(ReadOnlySpan<float> values, Func<float, double> term)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += term(value);
        }

        return sum;
    }
}
