using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// Adam's step r, for each weight scaled to the weight's own length: w ← w − η (‖w‖ / ‖r‖) r (You et al., Large Batch Optimization for Deep
/// Learning: Training BERT in 76 minutes, 2019). After <c>keras.optimizers.Lamb</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default.</param>
/// <param name="beta1">β₁, how much of the mean of gradients stays each step, from 0 to below 1.</param>
/// <param name="beta2">β₂, how much of the mean of squares stays each step, from 0 to below 1.</param>
/// <param name="epsilon">ε, at least 0.</param>
public sealed partial class Lamb(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
    : WeightOptimizer(learningRate ?? 0.001f)
{
    private Variable[] momentums = [];
    private Variable[] velocities = [];

    /// <summary>How much of the running mean of gradients stays each step.</summary>
    public double Beta1 { get; } = Hyperparameter.Decay(beta1);

    /// <summary>How much of the running mean of squared gradients stays each step.</summary>
    public double Beta2 { get; } = Hyperparameter.Decay(beta2);

    /// <summary>Added to the root, against division by 0.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights) => (momentums, velocities) = AddStates(weights, "momentum", "velocity");

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        DType type = weight.DType;
        Tensor meanUnbiased = step.Once("mean's bias", type, () => 1 / (1 - Ops.Power(Beta1, step.Number(type))));
        Tensor varianceUnbiased = step.Once("variance's bias", type, () => 1 / (1 - Ops.Power(Beta2, step.Number(type))));
        (Tensor m, Tensor v) = (momentums[index], velocities[index]);
        m += (gradient - m) * (1 - Beta1);
        v += (Ops.Square(gradient) - v) * (1 - Beta2);
        Assign(momentums[index], m);
        Assign(velocities[index], v);
        Tensor move = m * meanUnbiased / (Ops.Sqrt(v * varianceUnbiased) + Epsilon);
        Tensor weightLength = Length(weight);
        Tensor moveLength = Length(move);
        Tensor ratio = Ops.Where(Ops.LogicalAnd(weightLength > 0, moveLength > 0), weightLength / moveLength, 1);
        Assign(weight, weight - (ratio * step.LearningRate(type) * move));
    }

    private static Tensor Length(Tensor x) => Ops.Sqrt(Ops.Sum(Ops.Square(x)));
}
