using DeepKeras.Layers;
using DeepKeras.Operations;
using DeepKeras.Saving;
using DeepKeras.Saving.Models;

namespace DeepKeras.Models;

/// <summary>
/// An operation on a functional model's tensors, such as the <c>+</c> in <c>x + y</c>, as a node of the model. It has no weights and is
/// not among the model's layers.
/// </summary>
[NoFluentMethod]
[NotConfig]
internal sealed class OperationLayer(KerasOperation operation) : Layer
{
    public KerasOperation Operation { get; } = operation;

    public override string ClassName => Operation.ClassName;

    public override string Module => Operation.Module;

    public override string? RegisteredName => Operation.ClassName;

    /// <summary>Records an operation of our own; constants stay as they are.</summary>
    public static Tensor[] Record(Op op, Tensor[] inputs) => [.. CallNode.Record(new OperationLayer(KerasOperation.Of(op)), KerasOperation.Arguments(op, inputs))];

    /// <summary>The operation on operands as the call has them.</summary>
    public IReadOnlyList<Tensor> Compute(IReadOnlyList<object?> positional) => Operation.Compute(positional);

    public override void WriteConfig(ConfigWriter writer)
    {
        writer.Key("name").Write(Name);
        Operation.WriteConfig(writer);
    }

    protected internal override void WriteEnvelope(ConfigWriter writer)
    {
    }
}
