using DeepKeras.Layers;
using DeepKeras.Operations;

namespace DeepKeras.Models;

/// <summary>A layer's call in a functional model: which layer, on which tensors. The model traces it anew for training and for inference.</summary>
internal sealed class CallNode : Node
{
    private CallNode(Layer layer, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, object?>? arguments, ReadOnlySpan<TensorType> types)
        : base(types)
    {
        Layer = layer;
        Inputs = inputs;
        Arguments = arguments;
    }

    public Layer Layer { get; }

    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>Further operands by name: tensors, lists of tensors, or plain values.</summary>
    public IReadOnlyDictionary<string, object?>? Arguments { get; }

    /// <summary>Every tensor that the call takes, the named ones included.</summary>
    public IEnumerable<Tensor> AllInputs => Inputs.Concat(Arguments is null ? [] : Arguments.Values.SelectMany(Tensors));

    public static IReadOnlyList<Tensor> Record(Layer layer, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, object?>? arguments)
    {
        IReadOnlyDictionary<string, object?>? shapes = Map(arguments, tensor => new InputNode("argument", tensor.TensorType).Output);
        IReadOnlyList<TensorType> types = layer.ComputeOutputTypes([.. inputs.Select(input => input.TensorType)], shapes);
        return new CallNode(layer, inputs, arguments, [.. types]).Outputs;
    }

    /// <summary>An input of a functional model.</summary>
    public static Tensor Input(InputLayer layer, TensorType type) => new CallNode(layer, [], null, [type]).Output;

    /// <summary>The arguments with each tensor replaced.</summary>
    public static IReadOnlyDictionary<string, object?>? Map(IReadOnlyDictionary<string, object?>? arguments, Func<Tensor, Tensor> map) =>
        arguments?.ToDictionary(pair => pair.Key, pair => pair.Value switch
        {
            Tensor tensor => map(tensor),
            IReadOnlyList<Tensor> list => list.Select(map).ToArray(),
            var other => other,
        });

    private static IEnumerable<Tensor> Tensors(object? value) => value switch
    {
        Tensor tensor => [tensor],
        IReadOnlyList<Tensor> list => list,
        _ => [],
    };
}
