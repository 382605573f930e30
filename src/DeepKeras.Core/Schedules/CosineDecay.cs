namespace DeepKeras.Schedules;

/// <summary>
/// initial · ((1 − α) · (1 + cos(π step / decay steps)) / 2 + α), and α · initial from the end on; before it, if there is a warm-up target, a
/// straight line to that target (Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2016).
/// After <c>keras.optimizers.schedules.CosineDecay</c>.
/// </summary>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="decaySteps">How long the decay takes; above 0.</param>
/// <param name="alpha">The rate at the end, as a part of that at the decay's start.</param>
/// <param name="warmupTarget">The rate at which the decay starts; null: no warm-up, whatever <paramref name="warmupSteps"/> says.</param>
/// <param name="warmupSteps">How long the warm-up takes; at least 0.</param>
public sealed partial class CosineDecay(
    double initialLearningRate,
    double decaySteps,
    double alpha = 0,
    double? warmupTarget = null,
    double warmupSteps = 0) : LearningRateSchedule
{
    /// <summary>How long the decay takes.</summary>
    public double DecaySteps { get; } = Hyperparameter.Positive(decaySteps);

    /// <summary>How long the warm-up takes.</summary>
    public double WarmupSteps { get; } = Hyperparameter.NotNegative(warmupSteps);

    /// <inheritdoc/>
    public override Tensor Rate(Tensor step)
    {
        Tensor at = Float(step);
        if (WarmupTarget is not double target)
        {
            return InitialLearningRate * Decay(Ops.Minimum(at, DecaySteps));
        }

        at = Ops.Minimum(at, DecaySteps + WarmupSteps);
        Tensor decayed = target * Decay(at - WarmupSteps);
        return WarmupSteps == 0 ? decayed
            : Ops.Where(at < WarmupSteps, ((target - InitialLearningRate) * (at / WarmupSteps)) + InitialLearningRate, decayed);
    }

    private Tensor Decay(Tensor at) => ((1 - Alpha) * (0.5 * (1 + Ops.Cos(Math.PI * (at / DecaySteps))))) + Alpha;
}
