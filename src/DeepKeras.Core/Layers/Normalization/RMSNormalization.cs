namespace DeepKeras.Layers;

/// <summary>
/// Each row divided by its root mean square over an axis or several, and multiplied by a trained scale (Zhang and Sennrich, Root mean square
/// layer normalization, 2019). After <c>keras.layers.RMSNormalization</c>.
/// </summary>
/// <param name="axis">The axis, or several; null: the last.</param>
/// <param name="epsilon">Added to the mean square.</param>
public sealed partial class RMSNormalization(Axes? axis = null, double epsilon = 1e-6) : Layer
{
    private int[] axes = [];
    private Variable scale = null!;

    /// <summary>The axis, or several.</summary>
    public Axes Axis { get; } = axis ?? -1;

    /// <summary>Added to the mean square.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        axes = Axis.Of(input);
        scale = AddWeight("scale", Axis.SizesOf(input), "ones", autocast: false);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        int[] sizes = [.. Enumerable.Range(0, x.Shape.Rank).Select(a => axes.Contains(a) ? x.Shape[a] : 1)];
        Tensor wide = x.DType is DeepKeras.DType.Float64 ? x : Ops.Cast(x, DeepKeras.DType.Float32);
        Tensor normalized = wide * Ops.Rsqrt(Ops.Mean(Ops.Square(wide), axes, keepDims: true) + Epsilon);
        return Ops.Cast(normalized * Ops.Reshape(scale, sizes), DType.ComputeDType);
    }
}
