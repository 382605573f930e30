using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// Adam with Nesterov's look ahead: w ← w − η m̂ / (√v̂ + ε), m̂ = uₜ₊₁ m / (1 − Π u) + (1 − uₜ) g / (1 − Π u), uₜ = β₁ (1 − 0.96ᵗ / 2) (Dozat,
/// Incorporating Nesterov Momentum into Adam, 2016). After <c>keras.optimizers.Nadam</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default.</param>
/// <param name="beta1">β₁, how much of m stays each step, from 0 to below 1.</param>
/// <param name="beta2">β₂, how much of v stays each step, from 0 to below 1.</param>
/// <param name="epsilon">ε, at least 0.</param>
public sealed partial class Nadam(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
    : WeightOptimizer(learningRate ?? 0.001f)
{
    private const double ScheduleDecay = 0.96;
    private Variable[] momentums = [];
    private Variable[] velocities = [];
    private Variable? product;

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

        // Keras makes this one outside the optimizer's scope and leaves it without a name.
        product = AddVariable("variable", Shape.Scalar, weights[0].DType, initial: 1, scoped: false);
    }

    /// <inheritdoc/>
    protected override void UpdateShared(OptimizerStep step) => Assign(product!, product! * Momentum(step.Number(product!.DType)));

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        DType type = weight.DType;
        Tensor now = step.Once("momentum now", type, () => Momentum(step.Number(type)));
        Tensor next = step.Once("momentum next", type, () => Momentum(step.Number(type) + 1));
        Tensor all = step.Once("momentums' product", type, () => Ops.Cast(product!, type));
        Tensor meanBias = step.Once("mean's bias", type, () => 1 - (all * next));
        Tensor gradientBias = step.Once("gradient's bias", type, () => 1 - all);
        Tensor rest = step.Once("gradient's part", type, () => 1 - now);
        Tensor varianceBias = step.Once("variance's bias", type, () => 1 - Ops.Power(Beta2, step.Number(type)));
        (Tensor m, Tensor v) = (momentums[index], velocities[index]);
        m += (gradient - m) * RoundedComplement(Beta1, type);
        v += (Ops.Square(gradient) - v) * RoundedComplement(Beta2, type);
        Assign(momentums[index], m);
        Assign(velocities[index], v);
        Tensor mean = (next * m / meanBias) + (rest * gradient / gradientBias);
        Assign(weight, weight - (mean * step.LearningRate(type) / (Ops.Sqrt(v / varianceBias) + Epsilon)));
    }

    private Tensor Momentum(Tensor t) => Beta1 * (1 - (0.5 * Ops.Power(ScheduleDecay, t)));
}
