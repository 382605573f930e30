namespace DeepKeras.Layers;

/// <summary>Masks the steps at which every feature has one value, and sets them to 0. After <c>keras.layers.Masking</c>.</summary>
/// <param name="maskValue">The value that means "nothing here".</param>
public sealed partial class Masking(double maskValue = 0) : Layer
{
    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Ops.Where(Ops.ExpandDims(Counts(x), -1), x, 0);

    /// <summary>A mask that came with the input is replaced.</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) => [Counts(inputs[0])];

    private Tensor Counts(Tensor x) => Ops.Any(Ops.NotEqual(x, MaskValue), [-1]);
}
