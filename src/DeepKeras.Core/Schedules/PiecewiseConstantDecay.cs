using System.Globalization;

namespace DeepKeras.Schedules;

/// <summary>
/// One rate up to and with each boundary, and one after the last. Boundaries are cut to whole steps, as Keras does: 2.9 acts as 2.
/// After <c>keras.optimizers.schedules.PiecewiseConstantDecay</c>.
/// </summary>
/// <param name="boundaries">Steps in ascending order, at least one.</param>
/// <param name="values">The rates, one more than boundaries.</param>
public sealed partial class PiecewiseConstantDecay(IReadOnlyList<double> boundaries, IReadOnlyList<double> values) : LearningRateSchedule("PiecewiseConstant")
{
    /// <summary>The steps at which the rate changes.</summary>
    public IReadOnlyList<double> Boundaries { get; } = IsAscending(boundaries) ? [.. boundaries]
        : throw new ArgumentException($"boundaries: expected one or more steps in ascending order, got {List(boundaries)}.", nameof(boundaries));

    /// <summary>The rates.</summary>
    public IReadOnlyList<double> Values { get; } = values.Count == boundaries.Count + 1 ? [.. values]
        : throw new ArgumentException($"values: expected {boundaries.Count + 1}, one more than boundaries, got {List(values)}.", nameof(values));

    /// <inheritdoc/>
    public override Tensor Rate(Tensor step)
    {
        Tensor at = Ops.Cast(step, DType.Int64);
        Tensor rate = Ops.Constant((float)Values[^1]);
        for (int i = Boundaries.Count - 1; i >= 0; i--)
        {
            rate = Ops.Where(at <= Ops.Constant((long)Boundaries[i]), Ops.Constant((float)Values[i]), rate);
        }

        return rate;
    }

    private static bool IsAscending(IReadOnlyList<double> list) =>
        list.Count > 0 && list.All(double.IsFinite) && list.Zip(list.Skip(1)).All(pair => pair.First <= pair.Second);

    private static string List(IReadOnlyList<double> list) => $"[{string.Join(", ", list.Select(item => item.ToString(CultureInfo.InvariantCulture)))}]";
}
