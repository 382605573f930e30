namespace DeepKeras;

/// <summary>An input or an output of a <see cref="SavedModelSignature"/>.</summary>
/// <param name="Name">The name it is given by.</param>
/// <param name="Tensor">The tensor of the graph, such as <c>serving_default_x:0</c>.</param>
/// <param name="TypeName">The type of its elements, as TensorFlow calls it: <c>float32</c>, <c>string</c>.</param>
/// <param name="DType">The same, where tensors have it here; null for others.</param>
/// <param name="Shape">Its shape; null where not even the rank is known.</param>
public sealed record SavedModelTensor(string Name, string Tensor, string TypeName, DType? DType, Shape? Shape);
