namespace DeepKeras.Cli.Options;

/// <summary>What a model's file or folder is.</summary>
internal enum ModelFileKind
{
    Keras,
    SavedModel,
    Onnx,
}
