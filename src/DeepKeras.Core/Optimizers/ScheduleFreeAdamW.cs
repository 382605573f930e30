using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// Adam's steps taken by a point z, while the model is an interpolation of z and the mean x of all its places: no schedule is needed (Defazio et
/// al., The Road Less Scheduled, 2024). After <c>keras.optimizers.ScheduleFreeAdamW</c>, whose formulas it has: z is updated before it is used.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.0025 by default.</param>
/// <param name="beta1">How much of the model is x rather than z, above 0 and at most 1.</param>
/// <param name="beta2">How much of the mean of squared gradients stays each step, from 0 to below 1.</param>
/// <param name="epsilon">ε, at least 0.</param>
/// <param name="warmupSteps">Over how many steps the rate rises from 0; at least 0.</param>
public sealed partial class ScheduleFreeAdamW(LearningRate? learningRate = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, int warmupSteps = 0)
    : WeightOptimizer(learningRate ?? 0.0025f)
{
    private Variable[] points = [];
    private Variable[] velocities = [];

    /// <summary>How much of the model is the mean.</summary>
    public double Beta1 { get; } = Hyperparameter.Fraction(Hyperparameter.Positive(beta1), nameof(beta1));

    /// <summary>How much of the running mean of squared gradients stays each step.</summary>
    public double Beta2 { get; } = Hyperparameter.Decay(beta2);

    /// <summary>Added to the root, against division by 0.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <summary>Over how many steps the rate rises.</summary>
    public int WarmupSteps { get; } = Hyperparameter.AtLeast(0, warmupSteps);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights)
    {
        (Variable Point, Variable Velocity)[] pairs = [.. weights.Select(weight => (AddCopyOf(weight, "momentum"), AddStateLike(weight, "velocity")))];
        points = [.. pairs.Select(pair => pair.Point)];
        velocities = [.. pairs.Select(pair => pair.Velocity)];
    }

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        DType type = weight.DType;
        Tensor rate = step.Once("rate", type, () =>
            WarmupSteps == 0 ? step.LearningRate(type) : step.LearningRate(type) * Ops.Minimum(step.Number(type) / WarmupSteps, 1));
        Tensor unbiased = step.Once("variance's bias", type, () => 1 / (1 - Ops.Power(Beta2, step.Number(type))));
        Tensor share = step.Once("share of the newest", type, () => 1 / step.Number(type));
        (Tensor point, Tensor velocity) = (points[index], velocities[index]);
        velocity += (Ops.Square(gradient) - velocity) * RoundedComplement(Beta2, type);
        point -= rate * gradient / (Ops.Sqrt(velocity * unbiased) + Epsilon);
        Tensor mean = (weight - ((1 - Beta1) * point)) / Beta1;
        mean = ((1 - share) * mean) + (share * point);
        Assign(velocities[index], velocity);
        Assign(points[index], point);
        Assign(weight, ((1 - Beta1) * point) + (Beta1 * mean));
    }
}
