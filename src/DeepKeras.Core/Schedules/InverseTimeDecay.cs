namespace DeepKeras.Schedules;

/// <summary>initial / (1 + rate · step / decay steps). After <c>keras.optimizers.schedules.InverseTimeDecay</c>.</summary>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="decaySteps">The unit of the step; above 0.</param>
/// <param name="decayRate">How fast it falls.</param>
/// <param name="staircase">Whether it changes only every <paramref name="decaySteps"/> steps.</param>
public sealed partial class InverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate, bool staircase = false) : LearningRateSchedule
{
    /// <summary>The unit of the step.</summary>
    public double DecaySteps { get; } = Hyperparameter.Positive(decaySteps);

    /// <inheritdoc/>
    public override Tensor Rate(Tensor step)
    {
        Tensor times = Float(step) / DecaySteps;
        return InitialLearningRate / (1 + (DecayRate * (Staircase ? Ops.Floor(times) : times)));
    }
}
