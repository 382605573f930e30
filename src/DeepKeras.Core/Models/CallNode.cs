using DeepKeras.Layers;
using DeepKeras.Operations;

namespace DeepKeras.Models;

/// <summary>A layer's call in a functional model: which layer, on which tensors. The model traces it anew for training and for inference.</summary>
internal sealed class CallNode : Node
{
    private CallNode(Layer layer, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, object?>? arguments, IReadOnlyList<object?>? positional, ReadOnlySpan<TensorType> types)
        : base(types)
    {
        Layer = layer;
        Inputs = inputs;
        Arguments = arguments;
        Positional = positional;
    }

    public Layer Layer { get; }

    public IReadOnlyList<Tensor> Inputs { get; }

    /// <summary>Further operands by name: tensors, lists of tensors, or plain values.</summary>
    public IReadOnlyDictionary<string, object?>? Arguments { get; }

    /// <summary>
    /// How the operands stand in the call: tensors, lists of them and, for operations, plain values. Null: the usual way, one tensor as
    /// such and several as one list.
    /// </summary>
    public IReadOnlyList<object?>? Positional { get; }

    /// <summary>Every tensor that the call takes, the named ones included.</summary>
    public IEnumerable<Tensor> AllInputs => Inputs.Concat(Arguments is null ? [] : Arguments.Values.SelectMany(CallArguments.Tensors));

    public static IReadOnlyList<Tensor> Record(Layer layer, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, object?>? arguments, IReadOnlyList<object?>? positional = null)
    {
        IReadOnlyDictionary<string, object?>? stand = CallArguments.Map(arguments, tensor => new InputNode("argument", tensor.TensorType).Output);
        IReadOnlyList<TensorType> types = layer.ComputeOutputTypes([.. inputs.Select(input => input.TensorType)], stand);
        return new CallNode(layer, inputs, arguments, positional, [.. types]).Outputs;
    }

    /// <summary>An operation's call.</summary>
    public static IReadOnlyList<Tensor> Record(OperationLayer operation, IReadOnlyList<object?> positional)
    {
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        IReadOnlyList<Tensor> results = operation.Compute(CallArguments.Map(positional, tensor => tensor.Node is CallNode ? new InputNode("operand", tensor.TensorType).Output : tensor));
        return new CallNode(operation, [.. positional.SelectMany(CallArguments.Tensors)], null, positional, [.. results.Select(result => result.TensorType)]).Outputs;
    }

    /// <summary>An input of a functional model.</summary>
    public static Tensor Input(InputLayer layer, TensorType type) => new CallNode(layer, [], null, null, [type]).Output;
}
