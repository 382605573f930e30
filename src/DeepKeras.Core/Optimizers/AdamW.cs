using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// Adam, with weight decay apart from the gradient (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2017).
/// After <c>keras.optimizers.AdamW</c>.
/// </summary>
public sealed partial class AdamW : Adam
{
    /// <summary>Adam with weight decay.</summary>
    /// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default.</param>
    /// <param name="weightDecay">Each step takes this part of a weight, times the learning rate, from it; at least 0.</param>
    /// <param name="beta1">β₁, how much of m stays each step, from 0 to below 1.</param>
    /// <param name="beta2">β₂, how much of v stays each step, from 0 to below 1.</param>
    /// <param name="epsilon">ε, at least 0.</param>
    /// <param name="amsgrad">Whether the largest v so far is used.</param>
    public AdamW(LearningRate? learningRate = null, double weightDecay = 0.004, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
        : base(learningRate, beta1, beta2, epsilon, amsgrad)
    {
        WeightDecay = weightDecay;
    }
}
