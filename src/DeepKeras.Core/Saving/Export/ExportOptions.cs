namespace DeepKeras;

/// <summary>How a model is exported.</summary>
public sealed record ExportOptions
{
    /// <summary>
    /// Further signatures by name: models of some of the same layers, such as an encoder beside its autoencoder. The model itself is
    /// <c>serving_default</c>. Only a SavedModel has several.
    /// </summary>
    public IReadOnlyDictionary<string, Model> Signatures { get; init; } = new Dictionary<string, Model>();

    /// <summary>
    /// Whether a SavedModel must be one that TensorFlow Lite's converter takes with its built-in operations alone, no "select TF ops"; else it is
    /// refused. The batch stays open: the converter takes that too.
    /// </summary>
    public bool TfLite { get; init; }

    /// <summary>Whether a SavedModel also carries the model as it is while training, as the endpoint <c>train</c>, so that Python can fine-tune it.</summary>
    public bool TrainEndpoint { get; init; }
}
