using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// Adam by the largest gradient instead of the root mean square: w ← w − η m / ((1 − β₁ᵗ) (u + ε)) with u ← max(β₂ u, |g|) (Kingma and Ba, Adam,
/// 2014, section 7.1). After <c>keras.optimizers.Adamax</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default.</param>
/// <param name="beta1">β₁, how much of m stays each step, from 0 to below 1.</param>
/// <param name="beta2">β₂, how much of u stays each step, from 0 to 1.</param>
/// <param name="epsilon">ε, at least 0.</param>
public sealed partial class Adamax(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
    : WeightOptimizer(learningRate ?? 0.001f)
{
    private Variable[] momentums = [];
    private Variable[] norms = [];

    /// <summary>How much of the running mean of gradients stays each step.</summary>
    public double Beta1 { get; } = Hyperparameter.Decay(beta1);

    /// <summary>How much of the largest gradient stays each step.</summary>
    public double Beta2 { get; } = Hyperparameter.Fraction(beta2);

    /// <summary>Added to the largest gradient, against division by 0.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights) => (momentums, norms) = AddStates(weights, "momentum", "norm");

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        DType type = weight.DType;
        Tensor alpha = step.Once("alpha", type, () => step.LearningRate(type) / (1 - Ops.Power(Beta1, step.Number(type))));
        (Tensor m, Tensor u) = (momentums[index], norms[index]);
        m += (gradient - m) * (1 - Beta1);
        u = Ops.Maximum(Beta2 * u, Ops.Abs(gradient));
        Assign(momentums[index], m);
        Assign(norms[index], u);
        Assign(weight, weight - (alpha * m / (u + Epsilon)));
    }
}
