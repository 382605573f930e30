using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// w ← w − η g, or with momentum v ← μ v − η g and w ← w + v (Polyak, 1964); with Nesterov's look ahead w ← w + μ v − η g (Sutskever et al., On the
/// importance of initialization and momentum in deep learning, 2013). After <c>keras.optimizers.SGD</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.01 by default.</param>
/// <param name="momentum">μ, from 0 to 1.</param>
/// <param name="nesterov">Whether the gradient is taken as one step ahead.</param>
public sealed partial class SGD(LearningRate? learningRate = null, double momentum = 0, bool nesterov = false) : WeightOptimizer(learningRate ?? 0.01f)
{
    private Variable[] momentums = [];

    /// <summary>How much of the velocity stays each step.</summary>
    public double Momentum { get; } = Hyperparameter.Fraction(momentum);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights) => momentums = Momentum == 0 ? [] : AddState(weights, "momentum");

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        Tensor move = gradient * step.LearningRate(weight.DType);
        if (Momentum == 0)
        {
            Assign(weight, weight - move);
            return;
        }

        Tensor velocity = momentums[index];
        velocity = (velocity * Momentum) - move;
        Assign(momentums[index], velocity);
        Assign(weight, weight + (Nesterov ? (velocity * Momentum) - move : velocity));
    }
}
