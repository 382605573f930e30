namespace DeepKeras.Losses;

/// <summary>
/// −ln of the probability that the predictions (batch, steps, classes), logits, spell the targets (batch, length) once repetitions are
/// merged and blanks left out: connectionist temporal classification. Class 0 is the blank and fills up short targets. Infinite where the
/// targets do not fit into the steps. After <c>keras.losses.CTC</c>.
/// </summary>
/// <remarks>A. Graves et al., Connectionist Temporal Classification, 2006. The number of steps and the length must be known.</remarks>
public sealed partial class CTC : Loss
{
    private const double Impossible = -1e30;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred)
    {
        if (yTrue.Shape.Rank != 2 || yPred.Shape.Rank != 3 || yTrue.Shape[1] < 0 || yPred.Shape[1] < 0)
        {
            throw new ShapeException($"{Name}: expected targets (batch, length) and predictions (batch, steps, classes) of known length and steps, got {yTrue.Shape} and {yPred.Shape}.");
        }

        Tensor labels = Ops.Cast(yTrue, DType.Int32);
        Tensor length = Ops.Sum(Ops.Cast(Ops.NotEqual(labels, 0), DType.Int32), [1], keepDims: true);
        Tensor spelled = WithBlanks(labels);
        int steps = yPred.Shape[1];
        int states = spelled.Shape[1];

        // What each state emits at each step: (batch, steps, states).
        Tensor emitted = Ops.TakeAlongAxis(Ops.LogSoftmax(yPred), Ops.ExpandDims(spelled, 1), 2);

        // A blank between two labels may be skipped unless they are equal.
        Tensor before = Ops.Slice(spelled, 1, 0, states - 2);
        Tensor skips = Ops.Pad(Ops.Cast(Ops.LogicalAnd(Ops.NotEqual(Ops.Slice(spelled, 1, 2), 0), Ops.NotEqual(Ops.Slice(spelled, 1, 2), before)), yPred.DType), [(0, 0), (2, 0)]);
        Tensor skip = Ops.Where(skips, 0, Impossible);
        Tensor start = Ops.Pad(Ops.Slice(Ops.At(emitted, 1, 0), 1, 0, 2), [(0, 0), (0, states - 2)], Impossible);
        Tensor alpha = start;
        for (int step = 1; step < steps; step++)
        {
            alpha = LogSum(alpha, Shifted(alpha, 1), Shifted(alpha, 2) + skip) + Ops.At(emitted, 1, step);
        }

        Tensor end = Ops.TakeAlongAxis(alpha, 2 * length, 1);
        Tensor last = Ops.Where(length > 0, Ops.TakeAlongAxis(alpha, Ops.Maximum((2 * length) - 1, 0), 1), Impossible);
        Tensor loss = -Ops.Squeeze(LogSum(end, last), 1);
        return Ops.Where(loss > -Impossible / 2, double.PositiveInfinity, loss);
    }

    /// <summary>Blank, label, blank, label, …, blank.</summary>
    private static Tensor WithBlanks(Tensor labels)
    {
        Tensor pairs = Ops.Stack([Ops.ZerosLike(labels), labels], 2);
        return Ops.Pad(Ops.Reshape(pairs, -1, 2 * labels.Shape[1]), [(0, 0), (0, 1)]);
    }

    private static Tensor Shifted(Tensor alpha, int by) => Ops.Pad(Ops.Slice(alpha, 1, 0, alpha.Shape[1] - by), [(0, 0), (by, 0)], Impossible);

    private static Tensor LogSum(params Tensor[] parts) => Ops.LogSumExp(Ops.Stack(parts, 0), [0]);
}
