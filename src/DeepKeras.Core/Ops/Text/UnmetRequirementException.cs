namespace DeepKeras.Operations;

/// <summary>The data are not what a <see cref="Required"/> demands.</summary>
internal sealed class UnmetRequirementException(string message) : ArgumentException(message);
