namespace DeepKeras.Saving.Models;

/// <summary>Makes what an operation computes of its options; those are checked here, the operands when they come.</summary>
internal delegate Func<Operands, IReadOnlyList<Tensor>> OperationReader(OperationOptions options);

/// <summary>
/// What the operations of Keras's graphs compute, by class name: <c>Mean</c> of <c>keras.src.ops.numpy</c> is <see cref="Ops.Mean"/>. Those that
/// take functions (<c>Map</c>, <c>Scan</c>, <c>Cond</c>) are not here: a file runs no code.
/// </summary>
internal static partial class KerasOperationTable
{
    private static readonly Dictionary<string, OperationReader> Readers = Merge(Elementwise, Reductions, Shapes, Joins, Indexing, Neural, Linear, Numbers, Images);

    /// <summary>The names of a call's operands where some may be left out or given by name.</summary>
    private static readonly Dictionary<string, string[]> Parameters = new(StringComparer.Ordinal)
    {
        ["Where"] = ["condition", "x1", "x2"], ["Pad"] = ["x", "constant_values"], ["Average"] = ["x", "weights"], ["Isclose"] = ["x1", "x2", "rtol", "atol"],
        ["BatchNorm"] = ["x", "mean", "variance", "offset", "scale"], ["LayerNorm"] = ["x", "gamma", "beta"], ["RMSNorm"] = ["x", "scale"],
        ["DotProductAttention"] = ["query", "key", "value", "bias", "mask", "scale"], ["Take"] = ["x", "indices"], ["TakeAlongAxis"] = ["x", "indices"],
        ["GetItem"] = ["x", "key"], ["Select"] = ["condlist", "choicelist", "default"], ["FullLike"] = ["x", "fill_value"],
        ["Conv"] = ["inputs", "kernel"], ["DepthwiseConv"] = ["inputs", "kernel"], ["ConvTranspose"] = ["inputs", "kernel"],
    };

    public static IEnumerable<string> Names => Readers.Keys.Order(StringComparer.Ordinal);

    public static bool Knows(string name) => Readers.ContainsKey(name);

    /// <summary>What an operation computes with the options of its config; null: the class is not known.</summary>
    public static Func<IReadOnlyList<object?>, IReadOnlyList<Tensor>>? Find(string name, ConfigReader config)
    {
        if (!Readers.TryGetValue(name, out OperationReader? reader))
        {
            return null;
        }

        Func<Operands, IReadOnlyList<Tensor>> compute = reader(new OperationOptions(config));
        return values => compute(new Operands(values));
    }

    /// <summary>A call's operands in the order of the operation's parameters, those given by name at their places.</summary>
    /// <exception cref="ConfigException">The operation has no such parameter.</exception>
    public static IReadOnlyList<object?> Arrange(string name, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
    {
        if (named.Count == 0)
        {
            return positional;
        }

        string[] parameters = Parameters.GetValueOrDefault(name, named.ContainsKey("x1") || named.ContainsKey("x2") ? ["x1", "x2"] : ["x"]);
        object?[] arranged = [.. positional, .. Enumerable.Repeat<object?>(null, Math.Max(0, parameters.Length - positional.Count))];
        int last = positional.Count;
        foreach ((string key, object? value) in named)
        {
            int place = Array.IndexOf(parameters, key);
            arranged[place < positional.Count ? throw new ConfigException(name, $"the operation takes no argument \"{key}\" here.") : place] = value;
            last = Math.Max(last, value is null ? 0 : place + 1);
        }

        return arranged[..last];
    }

    private static Dictionary<string, OperationReader> Merge(params Dictionary<string, OperationReader>[] parts) =>
        parts.SelectMany(part => part).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static OperationReader Of(Func<Tensor, Tensor> compute) => _ => x => [compute(x[0])];

    private static OperationReader Of(Func<Tensor, Tensor, Tensor> compute) => _ => x => [compute(x[0], x[1])];

    private static OperationReader Reduction(Func<Tensor, int[]?, bool, Tensor> reduce) => o =>
    {
        (int[]? axes, bool keep) = (o.Ints("axis"), o.Flag("keepdims"));
        return x => [reduce(x[0], axes, keep)];
    };
}
