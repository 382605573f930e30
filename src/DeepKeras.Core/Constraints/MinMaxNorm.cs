using DeepKeras.Saving;

namespace DeepKeras.Constraints;

/// <summary>
/// Brings vectors' lengths between two bounds, the whole way or a part of it each step: w · (rate · clip(‖w‖, min, max) + (1 − rate) · ‖w‖) / ‖w‖.
/// After <c>keras.constraints.MinMaxNorm</c>.
/// </summary>
/// <param name="minValue">The bound below, at least 0.</param>
/// <param name="maxValue">The bound above, not below <paramref name="minValue"/>.</param>
/// <param name="rate">Which part of the way, from 0 to 1.</param>
/// <param name="axis">The axes of a vector.</param>
public sealed partial class MinMaxNorm(double minValue = 0, double maxValue = 1, double rate = 1, [Default(0)] NormAxes? axis = null) : Constraint
{
    /// <summary>The bound below.</summary>
    public double MinValue { get; } = Hyperparameter.NotNegative(minValue);

    /// <summary>The bound above.</summary>
    public double MaxValue { get; } = Hyperparameter.Finite(maxValue) >= minValue ? maxValue
        : throw new ArgumentOutOfRangeException(nameof(maxValue), maxValue, $"maxValue: expected at least minValue ({minValue}), got {maxValue}.");

    /// <summary>Which part of the way.</summary>
    public double Rate { get; } = Hyperparameter.Fraction(rate);

    /// <inheritdoc/>
    public override Tensor Project(Tensor weight)
    {
        Tensor norms = Axis.Norms(weight);
        Tensor desired = (Rate * Ops.Clip(norms, MinValue, MaxValue)) + ((1 - Rate) * norms);
        return weight * (desired / (Epsilon + norms));
    }
}
