using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// w ← w − η g / √(Σ g² + ε) (Duchi, Hazan and Singer, Adaptive Subgradient Methods for Online Learning and Stochastic Optimization, 2011).
/// After <c>keras.optimizers.Adagrad</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default.</param>
/// <param name="initialAccumulatorValue">What the sum of squares starts at, at least 0.</param>
/// <param name="epsilon">ε, at least 0.</param>
public sealed partial class Adagrad(LearningRate? learningRate = null, double initialAccumulatorValue = 0.1, double epsilon = 1e-7)
    : WeightOptimizer(learningRate ?? 0.001f)
{
    private Variable[] accumulators = [];

    /// <summary>What the sum of squares starts at.</summary>
    public double InitialAccumulatorValue { get; } = Hyperparameter.NotNegative(initialAccumulatorValue);

    /// <summary>Added under the root.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights) => accumulators = AddState(weights, "accumulator", InitialAccumulatorValue);

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        Tensor sum = accumulators[index] + Ops.Square(gradient);
        Assign(accumulators[index], sum);
        Assign(weight, weight - (step.LearningRate(weight.DType) * gradient / Ops.Sqrt(sum + Epsilon)));
    }
}
