using DeepKeras.Optimizers;

namespace DeepKeras.Callbacks;

/// <summary>
/// Sets the learning rate at each epoch's start. The logs and the history gain <c>learning_rate</c>. After
/// <c>keras.callbacks.LearningRateScheduler</c>; for a rate that changes with each step see <see cref="Schedules.LearningRateSchedule"/>.
/// </summary>
/// <param name="schedule">Given the epoch, from 0, and the rate so far, gives the rate; above 0. The optimizer must have no schedule of its own.</param>
public sealed class LearningRateScheduler(Func<int, float, float> schedule) : Callback
{
    /// <summary>Whether each new rate is printed.</summary>
    public bool Verbose { get; init; }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs)
    {
        foreach ((string? name, Optimizer optimizer) in LearningRates.Of(Model))
        {
            float rate = schedule(epoch, optimizer.CurrentLearningRate);
            optimizer.CurrentLearningRate = rate;
            if (Verbose)
            {
                Keras.Print($"\nEpoch {epoch + 1}: LearningRateScheduler setting {(name is null ? "" : $"{name} ")}learning rate to {PythonFormat.ReprShort(rate)}.\n");
            }
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => LearningRates.Log(Model, logs);
}
