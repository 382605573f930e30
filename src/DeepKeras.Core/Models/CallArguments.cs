namespace DeepKeras.Models;

/// <summary>What a call takes besides its first operands: tensors, lists of them, and plain values.</summary>
internal static class CallArguments
{
    /// <summary>The tensors in an argument, in order.</summary>
    public static IEnumerable<Tensor> Tensors(object? value) => value switch
    {
        Tensor tensor => [tensor],
        IEnumerable<Tensor> list => list,
        IEnumerable<object?> list => list.SelectMany(Tensors),
        _ => [],
    };

    /// <summary>The arguments with each tensor replaced.</summary>
    public static IReadOnlyDictionary<string, object?>? Map(IReadOnlyDictionary<string, object?>? arguments, Func<Tensor, Tensor> map) =>
        arguments?.ToDictionary(pair => pair.Key, pair => Map(pair.Value, map));

    /// <summary>The arguments with each tensor replaced.</summary>
    public static IReadOnlyList<object?> Map(IReadOnlyList<object?> arguments, Func<Tensor, Tensor> map) => [.. arguments.Select(argument => Map(argument, map))];

    private static object? Map(object? value, Func<Tensor, Tensor> map) => value switch
    {
        Tensor tensor => map(tensor),
        IReadOnlyList<Tensor> list => list.Select(map).ToArray(),
        IReadOnlyList<object?> list => Map(list, map),
        _ => value,
    };
}
