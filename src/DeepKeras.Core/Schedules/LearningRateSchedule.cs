using DeepKeras.Saving;

namespace DeepKeras.Schedules;

/// <summary>A learning rate that changes with the step. After <c>keras.optimizers.schedules.LearningRateSchedule</c>.</summary>
[KerasModule("keras.optimizers.schedules")]
public abstract class LearningRateSchedule : KerasObject
{
    /// <summary>The learning rate at a step.</summary>
    /// <param name="step">The number of steps before, a scalar.</param>
    /// <returns>A float32 scalar.</returns>
    public abstract Tensor Rate(Tensor step);
}
