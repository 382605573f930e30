namespace DeepKeras.Bench.Contenders;

/// <summary>The contenders by label.</summary>
internal static class Contender
{
    /// <summary>Every label, ours first.</summary>
    public static IReadOnlyList<string> Labels { get; } = ["deepkeras", "torchsharp"];

    /// <summary>The contender of a label.</summary>
    /// <exception cref="UsageException">There is none of that label.</exception>
    public static IContender Named(string label) => label switch
    {
        "deepkeras" => new DeepKerasContender(),
        "torchsharp" => new TorchSharpContender(),
        _ => throw new UsageException($"'{label}' is no label; known: {string.Join(", ", Labels)}."),
    };
}
