using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// Follow the regularized leader: each weight is the closed-form minimum of all linearized losses so far with l1 and l2 penalties, so that weights
/// become exactly 0 (McMahan et al., Ad Click Prediction: a View from the Trenches, 2013). After <c>keras.optimizers.Ftrl</c>.
/// </summary>
/// <param name="learningRate">η, a number above 0 or a schedule; 0.001 by default.</param>
/// <param name="learningRatePower">How the rate falls with Σ g², at most 0; 0: not at all.</param>
/// <param name="initialAccumulatorValue">What Σ g² starts at, at least 0.</param>
/// <param name="l1RegularizationStrength">The l1 penalty, at least 0.</param>
/// <param name="l2RegularizationStrength">The l2 penalty, at least 0.</param>
/// <param name="l2ShrinkageRegularizationStrength">An l2 penalty on the size of the step rather than on the minimum, at least 0.</param>
/// <param name="beta">β of the paper, at least 0.</param>
public sealed partial class Ftrl(
    LearningRate? learningRate = null,
    double learningRatePower = -0.5,
    double initialAccumulatorValue = 0.1,
    double l1RegularizationStrength = 0,
    double l2RegularizationStrength = 0,
    double l2ShrinkageRegularizationStrength = 0,
    double beta = 0) : WeightOptimizer(learningRate ?? 0.001f)
{
    private Variable[] accumulators = [];
    private Variable[] linears = [];

    /// <summary>How the rate falls with the sum of squared gradients.</summary>
    public double LearningRatePower { get; } = -Hyperparameter.NotNegative(-learningRatePower, "-learningRatePower");

    /// <summary>What the sum of squared gradients starts at.</summary>
    public double InitialAccumulatorValue { get; } = Hyperparameter.NotNegative(initialAccumulatorValue);

    /// <summary>The l1 penalty.</summary>
    public double L1RegularizationStrength { get; } = Hyperparameter.NotNegative(l1RegularizationStrength);

    /// <summary>The l2 penalty.</summary>
    public double L2RegularizationStrength { get; } = Hyperparameter.NotNegative(l2RegularizationStrength);

    /// <summary>The l2 penalty on the size of the step.</summary>
    public double L2ShrinkageRegularizationStrength { get; } = Hyperparameter.NotNegative(l2ShrinkageRegularizationStrength);

    /// <summary>β of the paper.</summary>
    public double Beta { get; } = Hyperparameter.NotNegative(beta);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights)
    {
        (Variable Sum, Variable Linear)[] pairs =
            [.. weights.Select(weight => (AddStateLike(weight, "accumulator", InitialAccumulatorValue), AddStateLike(weight, "linear")))];
        accumulators = [.. pairs.Select(pair => pair.Sum)];
        linears = [.. pairs.Select(pair => pair.Linear)];
    }

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        DType type = weight.DType;
        Tensor rate = step.LearningRate(type);
        Tensor penalty = step.Once("penalty", type, () => 2 * (L2RegularizationStrength + (Beta / (2 * rate))));
        Tensor before = accumulators[index];
        Tensor sum = before + Ops.Square(gradient);
        Tensor root = Root(sum);
        Tensor linear = linears[index] + (gradient + (2 * L2ShrinkageRegularizationStrength * (Tensor)weight)) - ((root - Root(before)) / rate * weight);
        Assign(linears[index], linear);
        Assign(accumulators[index], sum);
        Assign(weight, (Ops.Clip(linear, -L1RegularizationStrength, L1RegularizationStrength) - linear) / ((root / rate) + penalty));
    }

    private Tensor Root(Tensor sum) => LearningRatePower == -0.5 ? Ops.Sqrt(sum) : Ops.Power(sum, -LearningRatePower);
}
