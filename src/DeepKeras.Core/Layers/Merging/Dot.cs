using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// The products of two inputs, row by row of the batch, summed along one axis of each: (batch, i, k) and (batch, k, j) along 2 and 1 give
/// (batch, i, j), two vectors give (batch, 1). After <c>keras.layers.Dot</c>.
/// </summary>
/// <param name="axes">The axis of both inputs, or a list of the first's and the second's; never 0, the batch.</param>
/// <param name="normalize">Whether both are scaled to length 1 along it, so that the result is the cosine.</param>
[NoFluentMethod]
public sealed partial class Dot(Axes axes, bool normalize = false) : Layer
{
    private const double Epsilon = 1e-7;

    /// <summary>The axis of both inputs, or the first's and the second's.</summary>
    public Axes Axes { get; } = axes.Count == (axes.IsList ? 2 : 1) ? axes : throw new ArgumentException($"axes: expected one axis or a list of two, got {axes}.");

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count != 2)
        {
            throw new ShapeException($"expected 2 inputs, got {inputs.Count}.");
        }

        (int first, int second) = (inputs[0].Axis(Axes[0]), inputs[1].Axis(Axes[^1]));
        if (first == 0 || second == 0)
        {
            throw new ShapeException($"expected axes other than 0, the batch; got {Axes}.");
        }

        if (inputs[0][first] != inputs[1][second])
        {
            throw new ShapeException($"expected equal sizes along axis {first} of {inputs[0]} and axis {second} of {inputs[1]}.");
        }
    }

    /// <inheritdoc/>
    protected override Tensor Call(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        Tensor x = Prepared(inputs[0], Axes[0], -1);
        Tensor y = Prepared(inputs[1], Axes[^1], 1);

        // All axes but the batch and the summed one become one, and are restored in the end.
        int[] sizes = [.. x.Shape[1..^1], .. y.Shape[2..]];
        Tensor product = Ops.MatMul(
            Ops.Reshape(x, ReshapeDims.Copy(0), Product(x.Shape[1..^1]), x.Shape[^1]),
            Ops.Reshape(y, ReshapeDims.Copy(0), y.Shape[1], Product(y.Shape[2..])));
        return sizes.Length == 0 ? Ops.Squeeze(product, -1) : Ops.Reshape(product, [ReshapeDims.Copy(0), .. sizes]);
    }

    /// <summary>A product has no mask.</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) => [];

    private Tensor Prepared(Tensor x, int axis, int to) =>
        DataFormatRules.AxisTo(Normalize ? UnitNormalization.Normalized(x, [x.Shape.Axis(axis)], Epsilon) : x, axis, to);

    private static int Product(Shape sizes) => sizes.IsKnown ? (int)sizes.Elements : ReshapeDims.Rest;
}
