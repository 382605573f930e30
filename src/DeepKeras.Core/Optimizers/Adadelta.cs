using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// w ← w − η g √(d + ε) / √(s + ε), with running means s of g² and d of the squared moves (Zeiler, ADADELTA: An Adaptive Learning Rate Method, 2012).
/// After <c>keras.optimizers.Adadelta</c>.
/// </summary>
/// <param name="learningRate">η, a number of at least 0 or a schedule; 0.001 by default, 1 in the paper.</param>
/// <param name="rho">How much of the running means stays each step, from 0 to 1.</param>
/// <param name="epsilon">ε, at least 0.</param>
public sealed partial class Adadelta(LearningRate? learningRate = null, double rho = 0.95, double epsilon = 1e-7) : WeightOptimizer(learningRate ?? 0.001f)
{
    private Variable[] squares = [];
    private Variable[] moves = [];

    /// <summary>How much of the running means stays each step.</summary>
    public double Rho { get; } = Hyperparameter.Fraction(rho);

    /// <summary>Added under the roots.</summary>
    public double Epsilon { get; } = Hyperparameter.NotNegative(epsilon);

    /// <inheritdoc/>
    protected override void CreateState(IReadOnlyList<Variable> weights) =>
        (squares, moves) = AddStates(weights, "accumulated_grad", "accumulated_delta_var");

    /// <inheritdoc/>
    protected override void Update(Tensor gradient, Variable weight, int index, OptimizerStep step)
    {
        (Tensor square, Tensor moved) = (squares[index], moves[index]);
        square = (Rho * square) + ((1 - Rho) * Ops.Square(gradient));
        Tensor move = Ops.Sqrt(moved + Epsilon) * gradient / Ops.Sqrt(square + Epsilon);
        Assign(squares[index], square);
        Assign(moves[index], (Rho * moved) + ((1 - Rho) * Ops.Square(move)));
        Assign(weight, weight - (step.LearningRate(weight.DType) * move));
    }
}
