namespace DeepKeras.Onnx;

/// <summary>An input or output of an ONNX model.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="DType">The type of its elements.</param>
/// <param name="Shape">Its shape; open sizes are <see cref="Shape.Unknown"/>.</param>
public sealed record OnnxTensorInfo(string Name, DType DType, Shape Shape);
