namespace DeepKeras.Layers;

/// <summary>Each row scaled to length 1 along an axis, or over several. After <c>keras.layers.UnitNormalization</c>.</summary>
/// <param name="axis">The axis, or several; null: the last.</param>
public sealed partial class UnitNormalization(Axes? axis = null) : Layer
{
    private const double Epsilon = 1e-12;

    /// <summary>The axis, or several.</summary>
    public Axes Axis { get; } = axis ?? -1;

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Normalized(x, Axis.Of(x.Shape), Epsilon);

    /// <summary>x / max(‖x‖, ε), whose gradient is finite at 0.</summary>
    internal static Tensor Normalized(Tensor x, int[] axes, double epsilon) =>
        x * Ops.Rsqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), axes, keepDims: true), epsilon * epsilon));
}
