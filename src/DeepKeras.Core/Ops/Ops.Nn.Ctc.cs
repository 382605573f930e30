namespace DeepKeras;

public static partial class Ops
{
    /// <summary>What TensorFlow takes for ln 0 where an alignment ends: an impossible one costs about this much, not infinity.</summary>
    private const double CtcLogZero = -706.8936235;

    private const double CtcNever = -1e30;

    /// <summary>
    /// −ln of the probability that the outputs spell the targets once repetitions are merged and blanks left out (Graves et al., Connectionist
    /// Temporal Classification, 2006).
    /// </summary>
    /// <param name="target">Labels, (batch, length), of known length.</param>
    /// <param name="output">Logits, (batch, steps, classes), of a known number of steps.</param>
    /// <param name="targetLength">How many labels count, (batch).</param>
    /// <param name="outputLength">How many steps count, (batch).</param>
    /// <param name="maskIndex">The class that is the blank.</param>
    /// <returns>(batch).</returns>
    public static Tensor CtcLoss(Tensor target, Tensor output, Tensor targetLength, Tensor outputLength, int maskIndex = 0)
    {
        if (target.Shape.Rank != 2 || output.Shape.Rank != 3 || target.Shape[1] < 0 || output.Shape[1] < 1)
        {
            throw new ShapeException($"ctc_loss: expected targets (batch, length) and outputs (batch, steps, classes) of known length and steps, got {target.Shape} and {output.Shape}.");
        }

        Tensor labels = Maximum(Cast(target, DType.Int32), 0);
        int states = (2 * target.Shape[1]) + 1;

        // Blank, label, blank, label, …, blank.
        Tensor blanks = FullLike(labels, maskIndex);
        Tensor spelled = Pad(Reshape(Stack([blanks, labels], 2), -1, states - 1), [(0, 0), (0, 1)], maskIndex);
        Tensor emitted = TakeAlongAxis(LogSoftmax(Floating(output)), ExpandDims(spelled, 1), 2);
        Tensor place = ExpandDims(Positions(spelled, 1), 0);
        Tensor length = ExpandDims(Cast(targetLength, DType.Int32), 1);
        Tensor steps = ExpandDims(Cast(outputLength, DType.Int32), 1);

        // A blank between two labels may be skipped unless they are equal.
        Tensor skip = Where(LogicalAnd(NotEqual(spelled, maskIndex), NotEqual(spelled, Later(spelled, 2, -1))), 0, Cast(Constant((float)CtcNever), emitted.DType));
        Tensor alpha = At(emitted, 1, 0) + Where(place <= 1, 0, Cast(Constant((float)CtcNever), emitted.DType));
        for (int step = 1; step < output.Shape[1]; step++)
        {
            Tensor next = LogSumExp(Stack([alpha, Later(alpha, 1, CtcNever), Later(alpha, 2, CtcNever) + skip], 0), [0]) + At(emitted, 1, step);
            alpha = Where(steps > step, next, alpha);
        }

        Tensor end = LogicalOr(Equal(place, 2 * length), Equal(place, (2 * length) - 1));
        return -LogSumExp(alpha + Where(end, 0, Cast(Constant((float)CtcLogZero), alpha.DType)), [1]);

        Tensor Later(Tensor x, int by, double fill) => states > by ? Pad(Slice(x, 1, 0, states - by), [(0, 0), (by, 0)], fill) : FullLike(x, fill);
    }
}
