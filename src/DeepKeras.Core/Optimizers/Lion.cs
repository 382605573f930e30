using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// w ← w − η sign(β₁ m + (1 − β₁) g), then m ← β₂ m + (1 − β₂) g (Chen et al., Symbolic Discovery of Optimization Algorithms, 2023).
/// After <c>keras.optimizers.Lion</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default.</param>
/// <param name="beta1">β₁, how much of the step is the mean's, above 0 and at most 1.</param>
/// <param name="beta2">β₂, how much of the mean stays each step, from 0 to 1.</param>
public sealed partial class Lion(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.99) : WeightOptimizer(learningRate ?? 0.001f)
{
    private Variable[] momentums = [];

    /// <summary>How much of the step is the running mean's.</summary>
    public double Beta1 { get; } = Hyperparameter.Fraction(Hyperparameter.Positive(beta1), nameof(beta1));

    /// <summary>How much of the running mean stays each step.</summary>
    public double Beta2 { get; } = Hyperparameter.Fraction(beta2);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights) => momentums = AddState(weights, "momentum");

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        Tensor m = momentums[index];
        Assign(weight, weight - (step.LearningRate(weight.DType) * Ops.Sign((m * Beta1) + (gradient * (1 - Beta1)))));
        Assign(momentums[index], (m * Beta2) + (gradient * (1 - Beta2)));
    }
}
