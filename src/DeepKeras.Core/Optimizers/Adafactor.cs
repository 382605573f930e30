using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// Adam without the mean of gradients, and with the mean of squares of a matrix kept as that of its rows and of its columns (Shazeer and Stern,
/// Adafactor: Adaptive Learning Rates with Sublinear Memory Cost, 2018). After <c>keras.optimizers.Adafactor</c>, which keeps the product as well.
/// </summary>
/// <param name="learningRate">The most that a step's rate is, a number of at least 0 or a schedule; 0.001 by default.</param>
/// <param name="beta2Decay">How the share of new gradients falls with the step, below 0.</param>
/// <param name="epsilon1">Added to squared gradients, at least 0.</param>
/// <param name="epsilon2">The least root mean square of a weight, at least 0.</param>
/// <param name="clipThreshold">The root mean square to which a step is shortened, above 0.</param>
/// <param name="relativeStep">Kept for Keras's config; the rate is at most 1 / √t in either case, as in Keras.</param>
public sealed partial class Adafactor(
    LearningRate? learningRate = null,
    double beta2Decay = -0.8,
    double epsilon1 = 1e-30,
    double epsilon2 = 1e-3,
    double clipThreshold = 1,
    bool relativeStep = true) : WeightOptimizer(learningRate ?? 0.001f)
{
    private Variable[] rows = [];
    private Variable[] columns = [];
    private Variable[] velocities = [];

    /// <summary>How the share of new gradients falls with the step.</summary>
    public double Beta2Decay { get; } = Hyperparameter.Finite(beta2Decay);

    /// <summary>Added to squared gradients.</summary>
    public double Epsilon1 { get; } = Hyperparameter.NotNegative(epsilon1);

    /// <summary>The least root mean square of a weight.</summary>
    public double Epsilon2 { get; } = Hyperparameter.NotNegative(epsilon2);

    /// <summary>The root mean square to which a step is shortened.</summary>
    public double ClipThreshold { get; } = Hyperparameter.Positive(clipThreshold);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights)
    {
        (rows, columns, velocities) = (new Variable[weights.Count], new Variable[weights.Count], new Variable[weights.Count]);
        for (int i = 0; i < weights.Count; i++)
        {
            Variable weight = weights[i];
            bool factored = IsFactored(weight);

            // Keras keeps a place for vectors too: int32 scalars that nothing reads, made outside the optimizer's scope.
            rows[i] = AddVariable(weight.Name, factored ? weight.Shape[..^1] : Shape.Scalar, factored ? weight.DType : DType.Int32, scoped: factored);
            columns[i] = AddVariable(weight.Name, factored ? [.. weight.Shape[..^2], weight.Shape[^1]] : Shape.Scalar, factored ? weight.DType : DType.Int32, scoped: factored);
            velocities[i] = AddStateLike(weight, "velocity");
        }
    }

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        DType type = weight.DType;
        Tensor t = step.Number(type);
        Tensor rate = step.Once("rate", type, () => Ops.Minimum(step.LearningRate(type), 1 / Ops.Sqrt(t)));
        Tensor comes = step.Once("share of new gradients", type, () => Ops.Power(t, Beta2Decay));
        Tensor stays = step.Once("share of old gradients", type, () => 1 - comes);
        Tensor squares = Ops.Square(gradient) + Epsilon1;
        Tensor velocity;
        if (IsFactored(weight))
        {
            Tensor row = (stays * rows[index]) + (comes * Ops.Mean(squares, [-1]));
            Tensor column = (stays * columns[index]) + (comes * Ops.Mean(squares, [-2]));
            Assign(rows[index], row);
            Assign(columns[index], column);
            velocity = Ops.ExpandDims(row / Ops.Mean(row, [-1], keepDims: true), -1) * Ops.ExpandDims(column, -2);
        }
        else
        {
            velocity = (stays * velocities[index]) + (comes * squares);
        }

        Assign(velocities[index], velocity);
        Tensor move = gradient / Ops.Sqrt(velocity);
        Tensor size = Ops.Maximum(Epsilon2, RootMeanSquare(weight)) * rate / Ops.Maximum(1, RootMeanSquare(move) / ClipThreshold);
        Assign(weight, weight - (size * move));
    }

    private static bool IsFactored(Variable weight) => weight.Shape.Rank >= 2;

    private static Tensor RootMeanSquare(Tensor x) => Ops.Sqrt(Ops.Mean(Ops.Square(x)));
}
