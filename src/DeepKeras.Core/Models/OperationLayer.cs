using DeepKeras.Layers;
using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Models;

/// <summary>An operation on a functional model's tensors, such as the <c>+</c> in <c>x + y</c>, as a layer of the model.</summary>
[NoFluentMethod]
[NotConfig]
internal sealed class OperationLayer(Op op) : Layer
{
    public Op Op { get; } = op;

    public override string ClassName => Op switch
    {
        Unary unary => unary.Kind.ToString(),
        Binary binary => binary.Kind.ToString(),
        Compare compare => compare.Kind.ToString(),
        Reduce reduce => reduce.Kind.ToString(),
        _ => Op.GetType().Name,
    };

    protected internal override bool SupportsMasking => true;

    public static Tensor[] Record(Op op, Tensor[] inputs)
    {
        // Constants and numbers are part of the operation, not tensors of the model.
        return [.. new OperationLayer(op).ApplyAll(inputs)];
    }

    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context) => Ops.EmitAll(Op, [.. inputs]);
}
