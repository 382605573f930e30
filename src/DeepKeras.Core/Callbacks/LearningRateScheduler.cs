namespace DeepKeras.Callbacks;

/// <summary>
/// Sets the learning rate at each epoch's start. The logs and the history gain <c>learning_rate</c>. After
/// <c>keras.callbacks.LearningRateScheduler</c>; for a rate that changes with each step see <see cref="Schedules.LearningRateSchedule"/>.
/// </summary>
/// <param name="schedule">Given the epoch, from 0, and the rate so far, gives the rate; above 0. The optimizer must have no schedule of its own.</param>
public sealed class LearningRateScheduler(Func<int, float, float> schedule) : Callback
{
    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, IDictionary<string, float> logs) =>
        Model.Optimizer!.CurrentLearningRate = schedule(epoch, Model.Optimizer.CurrentLearningRate);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, float> logs) => logs["learning_rate"] = Model.Optimizer!.CurrentLearningRate;
}
