using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Each row shifted to mean 0 and scaled to variance 1 over an axis or several, then to trained β and γ, each of those axes' sizes (Ba et
/// al., Layer normalization, 2016). After <c>keras.layers.LayerNormalization</c>.
/// </summary>
/// <param name="axis">The axis, or several; null: the last.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="center">Whether β is added.</param>
/// <param name="scale">Whether γ multiplies.</param>
/// <param name="rmsScaling">Deprecated in Keras: only divide by the standard deviation, and multiply by γ. See <see cref="RMSNormalization"/>.</param>
/// <param name="betaInitializer">How β starts.</param>
/// <param name="gammaInitializer">How γ starts.</param>
/// <param name="betaRegularizer">A penalty on β.</param>
/// <param name="gammaRegularizer">A penalty on γ.</param>
/// <param name="betaConstraint">What β is forced into after each step.</param>
/// <param name="gammaConstraint">What γ is forced into after each step.</param>
public sealed partial class LayerNormalization(
    Axes? axis = null,
    double epsilon = 1e-3,
    bool center = true,
    bool scale = true,
    bool rmsScaling = false,
    [Default("zeros")] Initializer? betaInitializer = null,
    [Default("ones")] Initializer? gammaInitializer = null,
    Regularizer? betaRegularizer = null,
    Regularizer? gammaRegularizer = null,
    Constraint? betaConstraint = null,
    Constraint? gammaConstraint = null) : Layer
{
    private int[] axes = [];
    private Variable? gamma;
    private Variable? beta;

    /// <summary>The axis, or several.</summary>
    public Axes Axis { get; } = axis ?? -1;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        axes = Axis.Of(input);
        Shape sizes = Axis.SizesOf(input);
        gamma = Scale || RmsScaling ? AddWeight("gamma", sizes, GammaInitializer, GammaRegularizer, GammaConstraint, autocast: false) : null;
        beta = Center && !RmsScaling ? AddWeight("beta", sizes, BetaInitializer, BetaRegularizer, BetaConstraint, autocast: false) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor wide = x.DType is DeepKeras.DType.Float64 ? x : Ops.Cast(x, DeepKeras.DType.Float32);
        bool together = axes.Length > 0 && axes[0] == x.Shape.Rank - axes.Length && axes.All(a => x.Shape[a] >= 0);
        return Ops.Cast(together && !RmsScaling ? AtTheEnd(wide) : Anywhere(wide), DType.ComputeDType);
    }

    /// <summary>Over the last axes, seen as one: the engines' own kernel.</summary>
    private Tensor AtTheEnd(Tensor x)
    {
        int kept = x.Shape.Rank - axes.Length;
        int size = (int)x.Shape[kept..].Elements;
        int[] copies = [.. Enumerable.Range(0, kept).Select(ReshapeDims.Copy)];
        Tensor flat = axes.Length == 1 ? x : Ops.Reshape(x, [.. copies, size]);
        Tensor result = Ops.Emit(new LayerNorm(Epsilon), flat, Row(gamma, x, size, 1), Row(beta, x, size, 0));
        return axes.Length == 1 ? result : Ops.Reshape(result, [.. copies, .. x.Shape[kept..]]);
    }

    private static Tensor Row(Variable? weight, Tensor x, int size, double otherwise) =>
        weight is null ? Ops.Filled(x.DType, [size], otherwise) : Ops.Cast(Ops.Reshape(weight, size), x.DType);

    private Tensor Anywhere(Tensor x)
    {
        int[] sizes = [.. Enumerable.Range(0, x.Shape.Rank).Select(a => axes.Contains(a) ? x.Shape[a] : 1)];
        Tensor? slope = gamma is null ? null : Ops.Reshape(gamma, sizes);
        Tensor factor = Ops.Rsqrt(Ops.Variance(x, axes, keepDims: true) + Epsilon);
        factor = slope is null ? factor : factor * slope;
        if (RmsScaling)
        {
            return x * factor;
        }

        Tensor shift = -Ops.Mean(x, axes, keepDims: true) * factor;
        return (x * factor) + (beta is null ? shift : shift + Ops.Reshape(beta, sizes));
    }
}
