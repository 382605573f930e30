using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>x above 0, α · x below, with a trained α for each feature (He et al., Delving deep into rectifiers, 2015). After <c>keras.layers.PReLU</c>.</summary>
/// <param name="alphaInitializer">How α starts.</param>
/// <param name="alphaRegularizer">A penalty on α.</param>
/// <param name="alphaConstraint">What α is forced into after each step.</param>
/// <param name="sharedAxes">Axes, from 1, along which α is the same, such as height and width, [1, 2]; null: none.</param>
public sealed partial class PReLU(
    [Default("zeros")] Initializer? alphaInitializer = null,
    Regularizer? alphaRegularizer = null,
    Constraint? alphaConstraint = null,
    IReadOnlyList<int>? sharedAxes = null) : Layer
{
    private Variable alpha = null!;

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        Shape shape = input;
        foreach (int axis in SharedAxes ?? [])
        {
            shape = input.Axis(axis) > 0 ? shape.With(axis, 1) : throw new ShapeException($"shared axes start at 1, as 0 is the batch; got {axis}.");
        }

        alpha = AddWeight("alpha", shape.WithoutBatch(), AlphaInitializer, AlphaRegularizer, AlphaConstraint);
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Ops.Relu(x) - (alpha * Ops.Relu(-x));
}
