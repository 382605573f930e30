namespace DeepKeras;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="Steps">Steps in an epoch.</param>
/// <param name="Logs">Loss and metrics so far in this epoch; at its end those of the validation too.</param>
/// <param name="EpochEnded">Whether the epoch is over.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Step, int Steps, IReadOnlyDictionary<string, float> Logs, bool EpochEnded);
