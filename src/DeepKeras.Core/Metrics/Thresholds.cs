using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>Thresholds for predictions, and whether they are spaced evenly over [0, 1]: then Keras counts by buckets.</summary>
internal sealed class Thresholds
{
    /// <summary>Below every prediction: the default where only the largest predictions are positive.</summary>
    public const double Lowest = -1e10;

    private readonly double[] values;

    private Thresholds(double[] values, bool even)
    {
        this.values = values;
        IsEven = even;
    }

    public int Count => values.Length;

    public bool IsEven { get; }

    /// <summary>Whether they go beyond [0, 1], by a little: then a prediction of 0 is above the first one.</summary>
    public bool Overlap => values[0] < 0 || values[^1] > 1;

    /// <summary>As a constant (thresholds,).</summary>
    public Tensor Constant => Ops.Constant([.. values.Select(value => (float)value)]);

    public static Thresholds Of(OneOrMore<double>? given, double standard)
    {
        double[] values = given is null ? [standard] : [.. given];
        return new(values, AreEven(values));
    }

    /// <summary>0, 1 and what lies evenly between, as many as asked for; a single one is 0.5.</summary>
    public static Thresholds Even(int count) => count == 1 ? new([0.5], false) : new([0, .. Inner(count), 1], true);

    /// <summary>Those of a curve: the first just below 0, the last just above 1.</summary>
    public static Thresholds Curve(int count, IReadOnlyList<double>? inner)
    {
        double[] between = inner is null ? [.. Inner(count)] : [.. inner.Order()];
        bool even = inner is null || AreEven([0, .. between, 1]);
        return new([-Losses.Crossentropies.Epsilon, .. between, 1 + Losses.Crossentropies.Epsilon], even);
    }

    public static OneOrMore<double>? Checked(OneOrMore<double>? given)
    {
        foreach (double value in given ?? [])
        {
            if (value is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(given), value, "a threshold lies in 0 to 1.");
            }
        }

        return given is { Count: 0 } ? throw new ArgumentOutOfRangeException(nameof(given), "at least one threshold is needed.") : given;
    }

    /// <summary>The number where there is one threshold, else the vector.</summary>
    public Tensor Single(Tensor result) => Count == 1 ? Ops.At(result, 0, 0) : result;

    private static IEnumerable<double> Inner(int count) => Enumerable.Range(1, count - 2).Select(i => i * 1.0 / (count - 1));

    private static bool AreEven(double[] values)
    {
        const double relative = 1e-5;
        bool even = values.Length >= 3;
        for (int i = 0; even && i < values.Length; i++)
        {
            double ideal = (float)i / (values.Length - 1);
            even = Math.Abs(values[i] - ideal) <= Losses.Crossentropies.Epsilon + (relative * ideal);
        }

        return even;
    }
}
