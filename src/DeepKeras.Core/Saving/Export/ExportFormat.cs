namespace DeepKeras;

/// <summary>What other programs read.</summary>
public enum ExportFormat
{
    /// <summary>A folder that TensorFlow, TensorFlow Serving, Keras's <c>TFSMLayer</c> and the converters of TFLite and ONNX read. Needs the package DeepKeras.TensorFlow, not TensorFlow.</summary>
    SavedModel,

    /// <summary>
    /// A file that ONNX Runtime and others read. Needs the package DeepKeras.Onnx. States that a model keeps from one batch to the next are inputs
    /// that may be left out, and further outputs, <c>…/next</c>. ONNX cannot hash text, nor split it into characters: a model that does is refused.
    /// </summary>
    Onnx,
}
