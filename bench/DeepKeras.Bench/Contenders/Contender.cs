namespace DeepKeras.Bench.Contenders;

/// <summary>The contenders by label.</summary>
internal static class Contender
{
    /// <summary>DeepKeras on libtorch.</summary>
    public const string Ours = "deepkeras";

    /// <summary>DeepKeras on TensorFlow.</summary>
    public const string OnTensorFlow = "deepkeras-tf";

    /// <summary>Every label, ours first.</summary>
    public static IReadOnlyList<string> Labels { get; } = [Ours, OnTensorFlow, "torchsharp"];

    /// <summary>The label of an engine.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static string OfEngine(string engine) => engine switch
    {
        "torch" => Ours,
        "tensorflow" => OnTensorFlow,
        _ => throw new UsageException($"'{engine}' is no engine; known: torch, tensorflow."),
    };

    /// <summary>The contender of a label.</summary>
    /// <exception cref="UsageException">There is none of that label.</exception>
    public static IContender Named(string label) => label switch
    {
        Ours => new DeepKerasContender("torch"),
        OnTensorFlow => new DeepKerasContender("tensorflow"),
        "torchsharp" => new TorchSharpContender(),
        _ => throw new UsageException($"'{label}' is no label; known: {string.Join(", ", Labels)}."),
    };
}
