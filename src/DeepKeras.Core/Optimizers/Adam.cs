using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// w ← w − α m / (√v + ε) with running means m of g and v of g², and α = η √(1 − β₂ᵗ) / (1 − β₁ᵗ) (Kingma and Ba, Adam: A Method for
/// Stochastic Optimization, 2014). After <c>keras.optimizers.Adam</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default.</param>
/// <param name="beta1">β₁, how much of m stays each step, from 0 to below 1.</param>
/// <param name="beta2">β₂, how much of v stays each step, from 0 to below 1.</param>
/// <param name="epsilon">ε, at least 0.</param>
/// <param name="amsgrad">Whether the largest v so far is used (Reddi et al., On the Convergence of Adam and Beyond, 2018).</param>
public partial class Adam(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
    : WeightOptimizer(learningRate ?? 0.001f)
{
    private Variable[] momentums = [];
    private Variable[] velocities = [];
    private Variable[] peaks = [];

    /// <summary>How much of the running mean of gradients stays each step.</summary>
    public double Beta1 { get; } = Hyperparameter.Decay(beta1);

    /// <summary>How much of the running mean of squared gradients stays each step.</summary>
    public double Beta2 { get; } = Hyperparameter.Decay(beta2);

    /// <summary>Added to the root, against division by 0.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights)
    {
        (momentums, velocities) = AddStates(weights, "momentum", "velocity");
        peaks = Amsgrad ? AddState(weights, "velocity_hat") : [];
    }

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        DType type = weight.DType;
        Tensor alpha = step.Once("alpha", type, () =>
            step.LearningRate(type) * Ops.Sqrt(1 - Ops.Power(Beta2, step.Number(type))) / (1 - Ops.Power(Beta1, step.Number(type))));
        (Tensor m, Tensor v) = (momentums[index], velocities[index]);
        m += (gradient - m) * (1 - Beta1);
        v += (Ops.Square(gradient) - v) * (1 - Beta2);
        Assign(momentums[index], m);
        Assign(velocities[index], v);
        if (Amsgrad)
        {
            v = Ops.Maximum(peaks[index], v);
            Assign(peaks[index], v);
        }

        Assign(weight, weight - (m * alpha / (Ops.Sqrt(v) + Epsilon)));
    }
}
