using DeepKeras.Operations;

namespace DeepKeras.Losses;

/// <summary>The cross-entropies as functions, for losses and metrics alike.</summary>
internal static class Crossentropies
{
    /// <summary>Keras keeps probabilities this far from 0 and 1.</summary>
    public const double Epsilon = 1e-7;

    /// <summary>One-hot or soft targets. Probabilities are normalised first, then clipped.</summary>
    public static Tensor Categorical(Tensor yTrue, Tensor yPred, bool fromLogits, double labelSmoothing, int axis)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        RequireSame(yTrue.Shape, yPred.Shape);
        yTrue = Smoothed(yTrue, labelSmoothing);
        int[] axes = [yPred.Shape.Axis(axis)];
        if (yPred.Logits is { } made)
        {
            (yPred, fromLogits) = (made, true);
        }

        Tensor logs = fromLogits ? Ops.LogSoftmax(yPred, axis) : Ops.Log(Clipped(yPred / Ops.Sum(yPred, axes, keepDims: true)));
        return -Ops.Sum(yTrue * logs, axes);
    }

    /// <summary>Categorical cross-entropy in which what is predicted well counts less: times α (1 − p)^γ.</summary>
    public static Tensor CategoricalFocal(Tensor yTrue, Tensor yPred, Tensor alpha, double gamma, bool fromLogits, double labelSmoothing, int axis)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        RequireSame(yTrue.Shape, yPred.Shape);
        yTrue = Smoothed(yTrue, labelSmoothing);
        int[] axes = [yPred.Shape.Axis(axis)];
        yPred = fromLogits ? Ops.Softmax(yPred, axis) : yPred;
        Tensor p = Clipped(yPred / Ops.Sum(yPred, axes, keepDims: true));
        return Ops.Sum(Ops.Power(1 - p, gamma) * alpha * (-yTrue * Ops.Log(p)), axes);
    }

    /// <summary>Integers against logits or probabilities. Probabilities are clipped first, then normalised by the softmax of their logarithms.</summary>
    public static Tensor Sparse(Tensor yTrue, Tensor yPred, bool fromLogits, int? ignoreClass, int axis)
    {
        axis = yPred.Shape.Axis(axis);
        Tensor labels = ClassNumbers(yTrue);
        if (labels.Shape.Rank == yPred.Shape.Rank && labels.Shape[axis] == 1)
        {
            labels = Ops.Squeeze(labels, axis);
        }

        if (ignoreClass is null && yPred.Logits is { } made)
        {
            (yPred, fromLogits) = (made, true);
        }

        if (axis != yPred.Shape.Rank - 1)
        {
            int[] last = [.. Enumerable.Range(0, yPred.Shape.Rank).Where(a => a != axis), axis];
            yPred = Ops.Transpose(yPred, last);
        }

        Tensor? valid = null;
        if (ignoreClass is int ignored)
        {
            valid = Ops.NotEqual(labels, ignored);
            labels = Ops.Where(valid, labels, 0);
            yPred = Ops.Where(Ops.ExpandDims(valid, -1), yPred, 0);
        }

        Tensor losses = Ops.Emit(new SparseCrossEntropy(), fromLogits ? yPred : Ops.Log(Clipped(yPred)), labels);
        if (valid is not null)
        {
            losses = Ops.Where(valid, losses, 0);
            losses.Mask = valid;
        }

        return losses;
    }

    /// <summary>Each output on its own against 0 or 1, averaged over an axis.</summary>
    public static Tensor Binary(Tensor yTrue, Tensor yPred, bool fromLogits, double labelSmoothing, int axis)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        return Ops.Mean(Elementwise(BinarySmoothed(yTrue, labelSmoothing), yPred, fromLogits), [axis]);
    }

    /// <summary>Binary cross-entropy in which what is predicted well counts less: times (1 − p)^γ, where p is the right answer's probability.</summary>
    public static Tensor BinaryFocal(Tensor yTrue, Tensor yPred, double? alpha, double gamma, bool fromLogits, double labelSmoothing, int axis)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, yPred);
        yTrue = BinarySmoothed(yTrue, labelSmoothing);
        yPred = fromLogits ? Ops.Sigmoid(yPred) : yPred;
        Tensor right = (yTrue * yPred) + ((1 - yTrue) * (1 - yPred));
        Tensor losses = Ops.Power(1 - right, gamma) * Elementwise(yTrue, yPred, false);
        if (alpha is double weight)
        {
            losses = ((yTrue * weight) + ((1 - yTrue) * (1 - weight))) * losses;
        }

        return Ops.Mean(losses, [axis]);
    }

    /// <summary>The targets as integers that every class number fits.</summary>
    public static Tensor ClassNumbers(Tensor yTrue) => yTrue.DType == DType.Int64 ? yTrue : Ops.Cast(yTrue, DType.Int32);

    /// <summary>Each output on its own against 0 or 1.</summary>
    public static Tensor Elementwise(Tensor yTrue, Tensor yPred, bool fromLogits)
    {
        RequireSame(yTrue.Shape, yPred.Shape);
        if (yPred.Logits is { } made)
        {
            (yPred, fromLogits) = (made, true);
        }

        if (fromLogits)
        {
            return (yTrue * Ops.Softplus(-yPred)) + ((1 - yTrue) * Ops.Softplus(yPred));
        }

        Tensor p = Clipped(yPred);
        return -((yTrue * Ops.Log(p)) + ((1 - yTrue) * Ops.Log(1 - p)));
    }

    private static Tensor Clipped(Tensor p) => Ops.Clip(p, Epsilon, 1 - Epsilon);

    /// <summary>Keras divides by the size of the last axis, whatever the axis of the classes.</summary>
    private static Tensor Smoothed(Tensor yTrue, double labelSmoothing)
    {
        if (labelSmoothing == 0)
        {
            return yTrue;
        }

        Tensor kept = yTrue * (1 - labelSmoothing);
        return yTrue.Shape[^1] is >= 0 and int classes ? kept + (labelSmoothing / classes) : kept + (labelSmoothing / Ops.Cast(Ops.Size(yTrue, -1), yTrue.DType));
    }

    private static Tensor BinarySmoothed(Tensor yTrue, double labelSmoothing) =>
        labelSmoothing == 0 ? yTrue : (yTrue * (1 - labelSmoothing)) + (0.5 * labelSmoothing);

    private static void RequireSame(Shape yTrue, Shape yPred)
    {
        if (!yTrue.IsCompatibleWith(yPred))
        {
            throw new ShapeException($"a cross-entropy needs targets and predictions of one shape; got targets {yTrue} and predictions {yPred}.");
        }
    }
}
