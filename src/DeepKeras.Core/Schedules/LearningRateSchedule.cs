using DeepKeras.Saving;

namespace DeepKeras.Schedules;

/// <summary>A learning rate that changes with the step. After <c>keras.optimizers.schedules.LearningRateSchedule</c>.</summary>
/// <param name="name">The schedule's name; null: the class's.</param>
[KerasModule("keras.optimizers.schedules")]
public abstract class LearningRateSchedule([NotConfig] string? name = null) : KerasObject
{
    private readonly string? name = name;

    /// <summary>The schedule's name in files.</summary>
    public string Name
    {
        get => name ?? ClassName;
        init => name = value;
    }

    /// <summary>The learning rate at a step.</summary>
    /// <param name="step">The number of steps before, a scalar.</param>
    /// <returns>A float32 scalar.</returns>
    public abstract Tensor Rate(Tensor step);

    /// <summary>The step as a float32 scalar.</summary>
    private protected static Tensor Float(Tensor step) => Ops.Cast(step, DType.Float32);
}
