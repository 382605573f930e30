namespace DeepKeras.Layers;

/// <summary>eˣ / Σ eˣ along an axis, or over several; what is masked gets 0. After <c>keras.layers.Softmax</c>.</summary>
/// <param name="axis">The axis, or several; null: the last.</param>
public sealed partial class Softmax(Axes? axis = null) : Layer
{
    private const double AlmostMinusInfinity = -1e9;
    private const double AlmostMinusInfinityInHalf = -3e4;

    /// <summary>The axis, or several.</summary>
    public Axes Axis { get; } = axis ?? -1;

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        int[] axes = Axis.Of(x.Shape);
        if (context.Mask() is not { } mask)
        {
            Tensor plain = Along(axes, x);
            plain.Logits = x;
            return plain;
        }

        Tensor counts = mask.DType == DeepKeras.DType.Bool ? mask : mask > 0.5;
        Tensor masked = Ops.Where(counts, x, x.DType == DeepKeras.DType.Float16 ? AlmostMinusInfinityInHalf : AlmostMinusInfinity);

        // Where all is masked, softmax would be uniform.
        return Ops.Where(counts, Along(axes, masked), 0);
    }

    private static Tensor Along(int[] axes, Tensor x) =>
        axes.Length == 1 ? Ops.Softmax(x, axes[0]) : Ops.Exp(x - Ops.LogSumExp(x, axes, keepDims: true));
}
