using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// The features in groups, each group of a row shifted to mean 0 and scaled to variance 1, then to trained β and γ a feature (Wu and He,
/// Group normalization, 2018). After <c>keras.layers.GroupNormalization</c>.
/// </summary>
/// <param name="groups">Into how many groups the features are divided; −1: each is one of its own.</param>
/// <param name="axis">The axis of the features.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="center">Whether β is added.</param>
/// <param name="scale">Whether γ multiplies.</param>
/// <param name="betaInitializer">How β starts.</param>
/// <param name="gammaInitializer">How γ starts.</param>
/// <param name="betaRegularizer">A penalty on β.</param>
/// <param name="gammaRegularizer">A penalty on γ.</param>
/// <param name="betaConstraint">What β is forced into after each step.</param>
/// <param name="gammaConstraint">What γ is forced into after each step.</param>
public sealed partial class GroupNormalization(
    int groups = 32,
    int axis = -1,
    double epsilon = 1e-3,
    bool center = true,
    bool scale = true,
    [Default("zeros")] Initializer? betaInitializer = null,
    [Default("ones")] Initializer? gammaInitializer = null,
    Regularizer? betaRegularizer = null,
    Regularizer? gammaRegularizer = null,
    Constraint? betaConstraint = null,
    Constraint? gammaConstraint = null) : Layer
{
    private int count;
    private Variable? gamma;
    private Variable? beta;

    /// <summary>Into how many groups the features are divided; −1: each is one of its own.</summary>
    public int Groups { get; } = groups == -1 ? groups : Hyperparameter.AtLeast(1, groups);

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        int features = input[input.Axis(Axis)];
        count = Groups == -1 ? features : Groups;
        if (features < 0 || features % count != 0 || input.Axis(Axis) == 0)
        {
            throw new ShapeException($"expected a number of features along axis {Axis} that {count} groups divide, got {input}.");
        }

        gamma = Scale ? AddWeight("gamma", [features], GammaInitializer, GammaRegularizer, GammaConstraint, autocast: false) : null;
        beta = Center ? AddWeight("beta", [features], BetaInitializer, BetaRegularizer, BetaConstraint, autocast: false) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        int rank = x.Shape.Rank;
        int place = x.Shape.Axis(Axis);
        int features = x.Shape[place];
        int[] copies = [.. Enumerable.Range(0, rank).Select(ReshapeDims.Copy)];
        int[] grouped = [.. copies[..place], count, features / count, .. copies[(place + 1)..]];
        Tensor wide = Ops.Reshape(x.DType is DeepKeras.DType.Float64 ? x : Ops.Cast(x, DeepKeras.DType.Float32), grouped);

        int[] within = [.. Enumerable.Range(1, rank).Where(a => a != place)];
        Tensor factor = Ops.Rsqrt(Ops.Variance(wide, within, keepDims: true) + Epsilon);
        factor = gamma is null ? factor : factor * Grouped(gamma);
        Tensor shift = -Ops.Mean(wide, within, keepDims: true) * factor;
        Tensor result = (wide * factor) + (beta is null ? shift : shift + Grouped(beta));

        int[] back = [.. copies[..place], features, .. Enumerable.Range(place + 2, rank - place - 1).Select(ReshapeDims.Copy)];
        return Ops.Cast(Ops.Reshape(result, back), DType.ComputeDType);

        Tensor Grouped(Tensor weight)
        {
            int[] sizes = [.. Enumerable.Repeat(1, rank + 1)];
            (sizes[place], sizes[place + 1]) = (count, features / count);
            return Ops.Reshape(weight, sizes);
        }
    }
}
