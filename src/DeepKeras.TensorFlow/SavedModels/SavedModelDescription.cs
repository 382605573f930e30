namespace DeepKeras;

/// <summary>What a SavedModel holds, told without running it: models with operations that are not known here can be described too.</summary>
/// <param name="Signatures">What it can be asked to do, in the order of the names.</param>
/// <param name="Operations">How often each operation stands in the graph and its functions, the most frequent first.</param>
/// <param name="Unknown">The operations among them that <see cref="SavedModel"/> does not run.</param>
/// <param name="Variables">The tensors of the checkpoint: key, shape, type and size.</param>
/// <param name="Functions">How many functions there are.</param>
/// <param name="TensorFlowVersion">The version of TensorFlow that the file names; empty where it names none.</param>
/// <param name="GraphBytes">The size of <c>saved_model.pb</c>.</param>
/// <param name="VariableBytes">The size of the checkpoint's data.</param>
/// <param name="Assets">The files that belong to it, such as vocabularies: name and size in bytes, null where there is no such file.</param>
public sealed record SavedModelDescription(
    IReadOnlyList<SavedModelSignature> Signatures,
    IReadOnlyList<(string Operation, int Count)> Operations,
    IReadOnlyList<string> Unknown,
    IReadOnlyList<(string Key, Shape Shape, string TypeName, long Bytes)> Variables,
    int Functions,
    string TensorFlowVersion,
    long GraphBytes,
    long VariableBytes,
    IReadOnlyList<(string Name, long? Bytes)> Assets);
