using DeepKeras.Losses;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>−Σ target · ln output over an axis. Probabilities are made to add up to 1 and kept 1e-7 away from 0 and 1.</summary>
    /// <param name="target">One-hot or soft, in the shape of the output.</param>
    /// <param name="output">Probabilities or logits.</param>
    /// <param name="fromLogits">Whether the output is logits.</param>
    /// <param name="axis">The axis of the classes, which goes.</param>
    public static Tensor CategoricalCrossentropy(Tensor target, Tensor output, bool fromLogits = false, int axis = -1) =>
        Crossentropies.Categorical(target, output, fromLogits, 0, axis);

    /// <summary>−ln of the output for the target class. Probabilities are kept 1e-7 away from 0 and 1, and then made to add up to 1.</summary>
    /// <param name="target">Integers in the shape of the output without the classes, or with one in their place.</param>
    /// <param name="output">Probabilities or logits.</param>
    /// <param name="fromLogits">Whether the output is logits.</param>
    /// <param name="axis">The axis of the classes, which goes.</param>
    public static Tensor SparseCategoricalCrossentropy(Tensor target, Tensor output, bool fromLogits = false, int axis = -1) =>
        Crossentropies.Sparse(target, output, fromLogits, null, axis);

    /// <summary>−target ln output − (1 − target) ln (1 − output), element by element. Probabilities are kept 1e-7 away from 0 and 1.</summary>
    /// <param name="target">In the shape of the output.</param>
    /// <param name="output">Probabilities or logits.</param>
    /// <param name="fromLogits">Whether the output is logits.</param>
    public static Tensor BinaryCrossentropy(Tensor target, Tensor output, bool fromLogits = false)
    {
        (target, output) = Loss.Alike(target, output);
        return Crossentropies.Elementwise(target, output, fromLogits);
    }

    /// <summary>The peak signal-to-noise ratio in decibels: 10 log₁₀ (maxVal² / mean of (x1 − x2)²); infinite for equal images.</summary>
    /// <param name="x1">An image.</param>
    /// <param name="x2">Another of its shape.</param>
    /// <param name="maxVal">The largest value that an image can have.</param>
    public static Tensor Psnr(Tensor x1, Tensor x2, double maxVal)
    {
        (x1, x2) = Unify(x1, x2, floating: true);
        return x1.Shape.IsCompatibleWith(x2.Shape) ? (20 * Math.Log10(maxVal)) - (10 / Math.Log(10) * Log(Mean(Square(x1 - x2))))
            : throw new ShapeException($"psnr compares images of one shape; got {x1.Shape} and {x2.Shape}.");
    }
}
