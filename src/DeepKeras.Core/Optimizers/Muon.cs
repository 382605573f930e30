using System.Text.RegularExpressions;
using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// Matrices move along their momentum made orthogonal by Newton and Schulz's iteration, everything else by AdamW (Jordan et al., Muon: An optimizer
/// for hidden layers in neural networks, 2024; scaled as in Liu et al., Muon is Scalable for LLM Training, 2025). After <c>keras.optimizers.Muon</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default.</param>
/// <param name="adamBeta1">Adam's β₁, from 0 to below 1.</param>
/// <param name="adamBeta2">Adam's β₂, from 0 to below 1.</param>
/// <param name="adamWeightDecay">The weight decay of what Adam moves, at least 0; null: none.</param>
/// <param name="epsilon">Adam's ε, at least 0.</param>
/// <param name="weightDecay">The weight decay of matrices, at least 0; null: none.</param>
/// <param name="excludeLayers">Regular expressions; weights in whose path one is found are left to Adam.</param>
/// <param name="excludeEmbeddings">Whether weights with <c>embedding</c> in their path are left to Adam.</param>
/// <param name="muonA">The factor of X in a step of the iteration.</param>
/// <param name="muonB">The factor of X Xᵀ X.</param>
/// <param name="muonC">The factor of X Xᵀ X Xᵀ X.</param>
/// <param name="adamLrRatio">Adam's learning rate as a part of η, at least 0.</param>
/// <param name="momentum">How much of the momentum stays each step, from 0 to 1.</param>
/// <param name="nsSteps">How many steps the iteration takes, at least 0.</param>
/// <param name="nesterov">Whether the momentum is taken as one step ahead.</param>
/// <param name="rmsRate">The step's root mean square as a part of η; null: the step is not scaled by the matrix's size.</param>
public sealed partial class Muon(
    LearningRate? learningRate = null,
    double adamBeta1 = 0.9,
    double adamBeta2 = 0.999,
    double? adamWeightDecay = 0.004,
    double epsilon = 1e-7,
    double? weightDecay = 0.004,
    IReadOnlyList<string>? excludeLayers = null,
    bool excludeEmbeddings = true,
    double muonA = 3.4445,
    double muonB = -4.775,
    double muonC = 2.0315,
    double adamLrRatio = 1,
    double momentum = 0.95,
    int nsSteps = 5,
    bool nesterov = true,
    double? rmsRate = 0.2) : WeightOptimizer(learningRate ?? 0.001f, weightDecay)
{
    private Variable[] momentums = [];
    private Variable?[] velocities = [];

    /// <summary>Adam's β₁.</summary>
    public double AdamBeta1 { get; } = Hyperparameter.Decay(adamBeta1);

    /// <summary>Adam's β₂.</summary>
    public double AdamBeta2 { get; } = Hyperparameter.Decay(adamBeta2);

    /// <summary>The weight decay of what Adam moves.</summary>
    public double? AdamWeightDecay { get; } = Hyperparameter.NotNegative(adamWeightDecay);

    /// <summary>Adam's ε.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <summary>Weights in whose path one of these is found are left to Adam.</summary>
    public IReadOnlyList<string> ExcludeLayers { get; } = [.. excludeLayers ?? []];

    /// <summary>Adam's learning rate as a part of η.</summary>
    public double AdamLrRatio { get; } = Hyperparameter.NotNegative(adamLrRatio);

    /// <summary>How much of the momentum stays each step.</summary>
    public double Momentum { get; } = Hyperparameter.Fraction(momentum);

    /// <summary>How many steps the iteration takes.</summary>
    public int NsSteps { get; } = Hyperparameter.AtLeast(0, nsSteps);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights)
    {
        (momentums, velocities) = (new Variable[weights.Count], new Variable?[weights.Count]);
        for (int i = 0; i < weights.Count; i++)
        {
            momentums[i] = AddStateLike(weights[i], "momentum");
            velocities[i] = IsForAdam(weights[i]) ? AddStateLike(weights[i], "velocity") : null;
        }
    }

    /// <inheritdoc/>
    protected override double? DecayOf(Variable weight) => IsForAdam(weight) ? AdamWeightDecay : WeightDecay;

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        if (velocities[index] is { } velocity)
        {
            UpdateByAdam(gradient, weight, momentums[index], velocity, step);
            return;
        }

        Tensor m = momentums[index];
        m += gradient + (m * (Momentum - 1));
        Assign(momentums[index], m);
        double scale = RmsRate is double rate ? rate * Math.Sqrt(Math.Max(weight.Shape[0], weight.Shape[1])) : 1;
        Tensor size = step.Once($"size {scale:R}", weight.DType, () => step.LearningRate(weight.DType) * scale);
        Assign(weight, weight - (Orthogonalized(Nesterov ? gradient + (Momentum * m) : m, weight.Shape) * size));
    }

    private void UpdateByAdam(Tensor gradient, Variable weight, Variable momentum, Variable velocity, OptimizerStep step)
    {
        DType type = weight.DType;
        Tensor alpha = step.Once("alpha", type, () => step.LearningRate(type) * AdamLrRatio
            * Ops.Sqrt(1 - Ops.Power(AdamBeta2, step.Number(type))) / (1 - Ops.Power(AdamBeta1, step.Number(type))));
        (Tensor m, Tensor v) = (momentum, velocity);
        m += (gradient - m) * (1 - AdamBeta1);
        v += (Ops.Square(gradient) - v) * (1 - AdamBeta2);
        Assign(momentum, m);
        Assign(velocity, v);
        Assign(weight, weight - (m * alpha / (Ops.Sqrt(v) + Epsilon)));
    }

    /// <summary>The nearest matrix with orthogonal rows or columns, roughly.</summary>
    private Tensor Orthogonalized(Tensor x, Shape shape)
    {
        bool tall = shape[0] > shape[1];
        x = tall ? Ops.Transpose(x) : x;
        x /= Ops.Sqrt(Ops.Sum(Ops.Square(x))) + 1e-7;
        for (int i = 0; i < NsSteps; i++)
        {
            Tensor gram = Ops.MatMul(x, x, transposeA: false, transposeB: true);
            x = (MuonA * x) + Ops.MatMul((MuonB * gram) + Ops.MatMul(MuonC * gram, gram), x);
        }

        return tall ? Ops.Transpose(x) : x;
    }

    private bool IsForAdam(Variable weight) =>
        weight.Shape.Rank != 2
        || (ExcludeEmbeddings && weight.Path.Contains("embedding", StringComparison.OrdinalIgnoreCase))
        || ExcludeLayers.Any(pattern => Regex.IsMatch(weight.Path, pattern, RegexOptions.CultureInvariant));
}
