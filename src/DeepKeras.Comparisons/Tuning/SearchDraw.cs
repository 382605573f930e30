using DeepKeras.Comparisons.Folds;

namespace DeepKeras.Comparisons.Tuning;

/// <summary>A stream of draws from a search space: the same seed and trial give the same point on every platform.</summary>
public sealed class SearchDraw
{
    // Far from the streams that folds, their seeds, holdouts and curves use.
    private const int Stream = 4_000_037;
    private SplitMix64 random;

    /// <summary>The draws of one trial.</summary>
    /// <param name="seed">The fold's seed.</param>
    /// <param name="trial">The trial, from 1; 0 is the learner as it stands.</param>
    public SearchDraw(int seed, int trial) => random = SplitMix64.For(seed, Stream + trial);

    /// <summary>A number whose logarithm is uniform, rounded to two digits so that a report can print what was used.</summary>
    /// <param name="low">Above 0.</param>
    /// <param name="high">Above <paramref name="low"/>.</param>
    public double LogUniform(double low, double high)
    {
        double value = Math.Exp(Math.Log(low) + (Uniform() * Math.Log(high / low)));
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(value / unit) * unit;
    }

    /// <summary>A whole number whose logarithm is about uniform.</summary>
    /// <param name="low">At least 1.</param>
    /// <param name="high">At least <paramref name="low"/>; included.</param>
    public int WholeLogUniform(int low, int high) =>
        Math.Clamp((int)Math.Exp(Math.Log(low) + (Uniform() * Math.Log((high + 1.0) / low))), low, high);

    /// <summary>One of some values.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="values">At least one.</param>
    public T Pick<T>(params IReadOnlyList<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values[random.NextBelow(values.Count)];
    }

    private double Uniform() => (random.Next() >> 11) * (1.0 / (1UL << 53));
}
