namespace DeepKeras.Schedules;

/// <summary>initial · rate^(step / decay steps). After <c>keras.optimizers.schedules.ExponentialDecay</c>.</summary>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="decaySteps">After how many steps the rate is multiplied once; above 0.</param>
/// <param name="decayRate">What it is multiplied by.</param>
/// <param name="staircase">Whether it changes only every <paramref name="decaySteps"/> steps.</param>
public sealed partial class ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false) : LearningRateSchedule
{
    /// <summary>After how many steps the rate is multiplied once.</summary>
    public double DecaySteps { get; } = Hyperparameter.Positive(decaySteps);

    /// <inheritdoc/>
    public override Tensor Rate(Tensor step)
    {
        Tensor times = Float(step) / DecaySteps;
        return InitialLearningRate * Ops.Power(Ops.Constant((float)DecayRate), Staircase ? Ops.Floor(times) : times);
    }
}
