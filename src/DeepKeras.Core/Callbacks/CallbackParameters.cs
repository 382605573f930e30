namespace DeepKeras.Callbacks;

/// <summary>What a callback is told before the first event.</summary>
/// <param name="Epochs">The number of the last epoch plus one.</param>
/// <param name="Steps">Steps an epoch.</param>
public sealed record CallbackParameters(int Epochs, int Steps);
