using DeepKeras.Operations;

namespace DeepKeras.Losses;

/// <summary>The cross-entropies as functions, for losses and metrics alike.</summary>
internal static class Crossentropies
{
    /// <summary>Keras keeps probabilities this far from 0 and 1.</summary>
    public const double Epsilon = 1e-7;

    /// <summary>Integers against logits or probabilities.</summary>
    public static Tensor Sparse(Tensor yTrue, Tensor yPred, bool fromLogits, int? ignoreClass, int axis)
    {
        axis = yPred.Shape.Axis(axis);
        if (axis != yPred.Shape.Rank - 1)
        {
            int[] last = [.. Enumerable.Range(0, yPred.Shape.Rank).Where(a => a != axis), axis];
            yPred = Ops.Transpose(yPred, last);
        }

        Tensor? logits = fromLogits ? yPred : ignoreClass is null ? yPred.Logits : null;
        Tensor labels = Ops.Cast(yTrue, DType.Int32);
        if (labels.Shape.Rank == yPred.Shape.Rank && labels.Shape[^1] == 1)
        {
            labels = Ops.Squeeze(labels, -1);
        }

        Tensor? valid = null;
        if (ignoreClass is int ignored)
        {
            valid = Ops.NotEqual(labels, ignored);
            labels = Ops.Where(valid, labels, 0);
        }

        if (logits is null)
        {
            // Clipped first, then normalised by the softmax of the logarithms, as TensorFlow does it.
            logits = Ops.Log(Ops.Clip(yPred, Epsilon, 1 - Epsilon));
        }

        Tensor losses = Ops.Emit(new SparseCrossEntropy(), logits, labels);
        return valid is null ? losses : Ops.Where(valid, losses, 0);
    }
}
