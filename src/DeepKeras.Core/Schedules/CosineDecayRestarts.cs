namespace DeepKeras.Schedules;

/// <summary>
/// Cosine decays one after the other, each <paramref name="tMul"/> times as long and from <paramref name="mMul"/> times the rate of the one before
/// (Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, 2016). After <c>keras.optimizers.schedules.CosineDecayRestarts</c>.
/// </summary>
/// <param name="initialLearningRate">The rate at step 0.</param>
/// <param name="firstDecaySteps">How long the first decay takes; above 0.</param>
/// <param name="tMul">How much longer each next one takes; above 0.</param>
/// <param name="mMul">How much higher each next one starts.</param>
/// <param name="alpha">The rate at a decay's end, as a part of the initial one.</param>
public sealed partial class CosineDecayRestarts(
    double initialLearningRate,
    double firstDecaySteps,
    double tMul = 2,
    double mMul = 1,
    double alpha = 0) : LearningRateSchedule("SGDRDecay")
{
    /// <summary>How long the first decay takes.</summary>
    public double FirstDecaySteps { get; } = Hyperparameter.Positive(firstDecaySteps);

    /// <summary>How much longer each next decay takes.</summary>
    public double TMul { get; } = Hyperparameter.Positive(tMul);

    /// <inheritdoc/>
    public override Tensor Rate(Tensor step)
    {
        Tensor completed = Float(step) / FirstDecaySteps;
        Tensor restarts;
        if (TMul == 1)
        {
            restarts = Ops.Floor(completed);
            completed -= restarts;
        }
        else
        {
            // The lengths are a geometric series: this many whole decays fit, and they take this long.
            restarts = Ops.Floor(Ops.Log(1 - (completed * (1 - TMul))) / MathF.Log((float)TMul));
            Tensor length = Ops.Power(Ops.Constant((float)TMul), restarts);
            completed = (completed - ((1 - length) / (1 - TMul))) / length;
        }

        Tensor wave = 0.5 * Ops.Power(Ops.Constant((float)MMul), restarts) * (1 + Ops.Cos(Math.PI * completed));
        return InitialLearningRate * (((1 - Alpha) * wave) + Alpha);
    }
}
