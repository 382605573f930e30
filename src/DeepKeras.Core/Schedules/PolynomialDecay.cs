namespace DeepKeras.Schedules;

/// <summary>(initial − end) · (1 − step / decay steps)^power + end, and the end from there on. After <c>keras.optimizers.schedules.PolynomialDecay</c>.</summary>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="decaySteps">When the end is reached; above 0.</param>
/// <param name="endLearningRate">The rate at the end.</param>
/// <param name="power">1: a straight line.</param>
/// <param name="cycle">Whether, past the end, the way is taken again as one to the next multiple of <paramref name="decaySteps"/>.</param>
public sealed partial class PolynomialDecay(
    double initialLearningRate,
    double decaySteps,
    double endLearningRate = 0.0001,
    double power = 1,
    bool cycle = false) : LearningRateSchedule
{
    /// <summary>When the end is reached.</summary>
    public double DecaySteps { get; } = Hyperparameter.Positive(decaySteps);

    /// <inheritdoc/>
    public override Tensor Rate(Tensor step)
    {
        Tensor at = Float(step);
        Tensor way = Cycle
            ? at / (DecaySteps * Ops.Where(Ops.Equal(at, 0), 1, Ops.Ceil(at / DecaySteps)))
            : Ops.Minimum(at, DecaySteps) / DecaySteps;
        return ((InitialLearningRate - EndLearningRate) * Ops.Power(1 - way, Power)) + EndLearningRate;
    }
}
