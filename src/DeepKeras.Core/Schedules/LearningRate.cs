using DeepKeras.Saving;

namespace DeepKeras.Schedules;

/// <summary>A fixed learning rate or a schedule: what an optimizer takes.</summary>
public sealed class LearningRate : IConfigValue<LearningRate>
{
    private LearningRate(float value, LearningRateSchedule? schedule) => (Value, Schedule) = (value, schedule);

    /// <summary>The fixed rate; that of the first step where there is a schedule is not known here.</summary>
    public float Value { get; }

    /// <summary>The schedule; null: fixed.</summary>
    public LearningRateSchedule? Schedule { get; }

    /// <summary>A fixed rate, at least 0.</summary>
    public static implicit operator LearningRate(float value) => new((float)Hyperparameter.NotNegative(value, "learningRate"), null);

    /// <summary>A fixed rate, at least 0.</summary>
    public static implicit operator LearningRate(double value) => new((float)Hyperparameter.NotNegative(value, "learningRate"), null);

    /// <summary>A schedule.</summary>
    public static implicit operator LearningRate(LearningRateSchedule schedule) => new(0, schedule);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer)
    {
        if (Schedule is null)
        {
            writer.Write(Value);
        }
        else
        {
            writer.WriteKeras(Schedule);
        }
    }

    /// <inheritdoc/>
    public static LearningRate Read(ConfigValue value) => value.IsNumber ? value.AsFloat() : value.AsKeras<LearningRateSchedule>();
}
