using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// w ← w − η g / √(s + ε), with s the running mean of g²; centered, s less the square of the running mean of g (Tieleman and Hinton, Lecture 6.5,
/// 2012). After <c>keras.optimizers.RMSprop</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default.</param>
/// <param name="rho">How much of the running means stays each step, from 0 to 1.</param>
/// <param name="momentum">How much of the last move is added to the next, from 0 to 1.</param>
/// <param name="epsilon">ε, at least 0.</param>
/// <param name="centered">Whether gradients are divided by their standard deviation rather than their root mean square.</param>
public sealed partial class RMSprop(LearningRate? learningRate = null, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false)
    : WeightOptimizer(learningRate ?? 0.001f)
{
    private Variable[] velocities = [];
    private Variable[] momentums = [];
    private Variable[] averageGradients = [];

    /// <summary>How much of the running means stays each step.</summary>
    public double Rho { get; } = Hyperparameter.Fraction(rho);

    /// <summary>How much of the last move is added to the next.</summary>
    public double Momentum { get; } = Hyperparameter.Fraction(momentum);

    /// <summary>Added under the root, against division by 0.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights)
    {
        velocities = AddState(weights, "velocity");
        momentums = Momentum > 0 ? AddState(weights, "momentum") : [];
        averageGradients = Centered ? AddState(weights, "average_gradient") : [];
    }

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        Tensor variance = velocities[index];
        variance = (Rho * variance) + ((1 - Rho) * Ops.Square(gradient));
        Assign(velocities[index], variance);
        if (Centered)
        {
            Tensor mean = averageGradients[index];
            mean = (Rho * mean) + ((1 - Rho) * gradient);
            Assign(averageGradients[index], mean);
            variance -= Ops.Square(mean);
        }

        Tensor move = step.LearningRate(weight.DType) * gradient / Ops.Sqrt(variance + Epsilon);
        if (Momentum > 0)
        {
            Tensor last = momentums[index];
            move = (Momentum * last) + move;
            Assign(momentums[index], move);
        }

        Assign(weight, weight - move);
    }
}
