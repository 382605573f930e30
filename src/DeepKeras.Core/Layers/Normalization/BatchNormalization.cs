using DeepKeras.Constraints;
using DeepKeras.Initializers;
using DeepKeras.Operations;
using DeepKeras.Regularizers;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Each feature shifted to mean 0 and scaled to variance 1, then to trained β and γ. While training over the batch, whose statistics move
/// averages; else, and in a layer that is not <see cref="Layer.Trainable"/>, by those averages (Ioffe and Szegedy, Batch normalization,
/// 2015). After <c>keras.layers.BatchNormalization</c>.
/// </summary>
/// <param name="axis">The axis of the features.</param>
/// <param name="momentum">How much of the averages stays at each step, 0 to 1.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="center">Whether β is added.</param>
/// <param name="scale">Whether γ multiplies.</param>
/// <param name="betaInitializer">How β, (features), starts.</param>
/// <param name="gammaInitializer">How γ, (features), starts.</param>
/// <param name="movingMeanInitializer">How the moving mean starts.</param>
/// <param name="movingVarianceInitializer">How the moving variance starts; it takes the biased variance of each batch.</param>
/// <param name="betaRegularizer">A penalty on β.</param>
/// <param name="gammaRegularizer">A penalty on γ.</param>
/// <param name="betaConstraint">What β is forced into after each step.</param>
/// <param name="gammaConstraint">What γ is forced into after each step.</param>
/// <param name="renorm">Whether training, too, leans on moving averages (Ioffe, Batch renormalization, 2017).</param>
/// <param name="renormClipping">Bounds of the correction by renormalization; null: none.</param>
/// <param name="renormMomentum">As <paramref name="momentum"/>, for the averages that renormalization uses.</param>
/// <param name="synchronized">Kept for files: there is one device, so batches are not divided.</param>
public sealed partial class BatchNormalization(
    int axis = -1,
    double momentum = 0.99,
    double epsilon = 1e-3,
    bool center = true,
    bool scale = true,
    [Default("zeros")] Initializer? betaInitializer = null,
    [Default("ones")] Initializer? gammaInitializer = null,
    [Default("zeros")] Initializer? movingMeanInitializer = null,
    [Default("ones")] Initializer? movingVarianceInitializer = null,
    Regularizer? betaRegularizer = null,
    Regularizer? gammaRegularizer = null,
    Constraint? betaConstraint = null,
    Constraint? gammaConstraint = null,
    bool renorm = false,
    RenormClipping? renormClipping = null,
    double renormMomentum = 0.99,
    bool synchronized = false) : Layer
{
    private const double MaskEpsilon = 1e-7;
    private Variable? gamma;
    private Variable? beta;
    private Variable movingMean = null!;
    private Variable movingVariance = null!;
    private BatchRenormalization? renormalization;

    /// <summary>How much of the averages stays at each step.</summary>
    public double Momentum { get; } = Hyperparameter.Fraction(momentum);

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        Shape features = [input[input.Axis(Axis)]];
        if (!features.IsKnown)
        {
            throw new ShapeException($"expected a known size along axis {Axis}, got {input}.");
        }

        gamma = Scale ? AddWeight("gamma", features, GammaInitializer, GammaRegularizer, GammaConstraint, autocast: false) : null;
        beta = Center ? AddWeight("beta", features, BetaInitializer, BetaRegularizer, BetaConstraint, autocast: false) : null;
        movingMean = AddWeight("moving_mean", features, MovingMeanInitializer, trainable: false, autocast: false);
        movingVariance = AddWeight("moving_variance", features, MovingVarianceInitializer, trainable: false, autocast: false);
        renormalization = Renorm ? new(
            AddWeight("moving_stddev", features, MovingVarianceInitializer, trainable: false, autocast: false),
            AddWeight("renorm_mean", features, MovingMeanInitializer, trainable: false, autocast: false),
            AddWeight("renorm_stddev", features, MovingVarianceInitializer, trainable: false, autocast: false),
            RenormClipping, Momentum, RenormMomentum, Epsilon) : null;
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        if (context.Mask() is { } mask && mask.Shape.Rank != x.Shape.Rank - 1)
        {
            throw new ShapeException($"expected a mask of one axis less than the input {x.Shape}, got {mask.Shape}.");
        }

        // Half precision would overflow in the squares.
        Tensor wide = x.DType is DeepKeras.DType.Float64 ? x : Ops.Cast(x, DeepKeras.DType.Float32);
        Tensor last = DataFormatRules.AxisTo(wide, Axis, -1);
        Tensor result = context.Training && Trainable ? Train(last, context) : Affine(last, movingMean, movingVariance, Value(gamma), Value(beta));
        return Ops.Cast(DataFormatRules.AxisTo(result, -1, Axis), DType.ComputeDType);
    }

    private Tensor Train(Tensor x, CallContext context)
    {
        if (context.Mask() is null && renormalization is null)
        {
            Tensor[] results = Ops.EmitAll(new BatchNorm(Epsilon), x, Wide(gamma, x) ?? Filled(x, 1), Wide(beta, x) ?? Filled(x, 0));
            Move(context, results[1], results[2]);
            return results[0];
        }

        (Tensor mean, Tensor variance) = Moments(x, context.Mask());
        if (renormalization is null)
        {
            Move(context, mean, variance);
            return Affine(x, mean, variance, Value(gamma), Value(beta));
        }

        (Tensor ratio, Tensor shift) = renormalization.Correction(mean, variance);
        Tensor slope = gamma is null ? ratio : ratio * gamma;
        Tensor offset = gamma is null ? shift : shift * gamma;
        renormalization.Move(context, mean, variance, movingMean, movingVariance);
        return Affine(x, mean, variance, slope, beta is null ? offset : offset + beta);
    }

    private void Move(CallContext context, Tensor mean, Tensor variance)
    {
        context.Update(movingMean, (Momentum * (Tensor)movingMean) + ((1 - Momentum) * Ops.StopGradient(mean)));
        context.Update(movingVariance, (Momentum * (Tensor)movingVariance) + ((1 - Momentum) * Ops.StopGradient(variance)));
    }

    /// <summary>Mean and biased variance of each feature, over what is not masked.</summary>
    private (Tensor Mean, Tensor Variance) Moments(Tensor x, Tensor? mask)
    {
        int[] axes = [.. Enumerable.Range(0, x.Shape.Rank - 1)];
        if (mask is null)
        {
            return (Ops.Mean(x, axes), Ops.Variance(x, axes));
        }

        // The mask lacks the input's last axis, so a feature axis elsewhere is masked like any other.
        Tensor counts = DataFormatRules.AxisTo(Ops.BroadcastLike(Ops.Cast(Ops.ExpandDims(mask, -1), DeepKeras.DType.Bool), DataFormatRules.AxisTo(x, -1, Axis)), Axis, -1);
        Tensor weight = Ops.Sum(Ops.Cast(counts, x.DType), axes) + MaskEpsilon;
        Tensor mean = Ops.Sum(Ops.Where(counts, x, 0), axes) / weight;
        return (mean, Ops.Sum(Ops.Square(Ops.Where(counts, x - mean, 0)), axes) / weight);
    }

    private Tensor Affine(Tensor x, Tensor mean, Tensor variance, Tensor? slope, Tensor? offset)
    {
        Tensor factor = Ops.Rsqrt(variance + Epsilon);
        factor = slope is null ? factor : factor * slope;
        Tensor shift = -mean * factor;
        return (x * factor) + (offset is null ? shift : shift + offset);
    }

    private static Tensor? Value(Variable? weight) => weight is null ? null : (Tensor)weight;

    private static Tensor? Wide(Variable? weight, Tensor x) => weight is null ? null : Ops.Cast(weight, x.DType);

    private static Tensor Filled(Tensor x, double value) => Ops.Filled(x.DType, [x.Shape[^1]], value);
}
