namespace DeepKeras;

/// <summary>One thing that a SavedModel can be asked to do.</summary>
/// <param name="Name">Its name, such as <c>serving_default</c>.</param>
/// <param name="Inputs">What it takes, in the order of the names.</param>
/// <param name="Outputs">What it gives, in the order of the names.</param>
public sealed record SavedModelSignature(string Name, IReadOnlyList<SavedModelTensor> Inputs, IReadOnlyList<SavedModelTensor> Outputs);
