using DeepKeras.Saving;
using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// Steps along the running mean of the gradient, divided by the root of the running mean of its square (Kingma and Ba, Adam: A Method for
/// Stochastic Optimization, 2014). After <c>keras.optimizers.Adam</c>.
/// </summary>
/// <param name="learningRate">The step's size, above 0, or a schedule.</param>
/// <param name="beta1">How much of the running mean stays each step, in [0, 1).</param>
/// <param name="beta2">How much of the running mean of squares stays each step, in [0, 1).</param>
/// <param name="epsilon">Added to the root, against division by 0.</param>
/// <param name="amsgrad">Whether the largest running mean of squares so far is used (Reddi et al., 2018).</param>
public partial class Adam(
    [Default(0.001f)] LearningRate? learningRate = null,
    float beta1 = 0.9f,
    float beta2 = 0.999f,
    float epsilon = 1e-7f,
    bool amsgrad = false) : Optimizer(learningRate ?? 0.001f)
{
    private readonly List<(Variable Momentum, Variable Velocity)> state = [];
    private readonly List<Variable> peaks = [];

    private protected override void CreateState(IReadOnlyList<Variable> weights)
    {
        foreach (Variable weight in weights)
        {
            state.Add((AddVariableLike(weight, "momentum"), AddVariableLike(weight, "velocity")));
        }

        if (Amsgrad)
        {
            peaks.AddRange(weights.Select(weight => AddVariableLike(weight, "velocity_hat")));
        }
    }

    private protected override void Update(Tensor gradient, Variable weight, int index, Tensor learningRate, Tensor step)
    {
        (Variable momentum, Variable velocity) = state[index];
        Tensor t = Ops.Cast(step + 1, weight.DType);
        Tensor rate = Ops.Cast(learningRate, weight.DType);
        Tensor alpha = rate * Ops.Sqrt(1 - Ops.Power(Beta2, t)) / (1 - Ops.Power(Beta1, t));
        Tensor m = momentum + ((gradient - momentum) * (1 - Beta1));
        Tensor v = velocity + ((Ops.Square(gradient) - velocity) * (1 - Beta2));
        Assign(momentum, m);
        Assign(velocity, v);
        if (Amsgrad)
        {
            v = Ops.Maximum(peaks[index], v);
            Assign(peaks[index], v);
        }

        Assign(weight, weight - (m * alpha / (Ops.Sqrt(v) + Epsilon)));
    }
}
