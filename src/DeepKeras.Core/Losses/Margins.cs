namespace DeepKeras.Losses;

/// <summary>The hinge functions, for losses and metrics alike. Unlike the losses, the metrics of Keras bring targets and predictions to no common rank here: (batch,) against (batch, 1) gives (batch, batch). Targets are −1 and 1; where all of a batch's are 0 or 1, 0 stands for −1.</summary>
internal static class Margins
{
    private static readonly int[] Last = [-1];

    public static Tensor Hinge(Tensor yTrue, Tensor yPred) => Ops.Mean(Missing(yTrue, yPred), Last);

    public static Tensor SquaredHinge(Tensor yTrue, Tensor yPred) => Ops.Mean(Ops.Square(Missing(yTrue, yPred)), Last);

    /// <summary>How far the right class's prediction is from leading the best of the others by 1; targets are one-hot.</summary>
    public static Tensor CategoricalHinge(Tensor yTrue, Tensor yPred)
    {
        yTrue = Ops.Cast(yTrue, yPred.DType);
        Tensor right = Ops.Sum(yTrue * yPred, Last);
        Tensor wrong = Ops.Max((1 - yTrue) * yPred, Last);
        return Ops.Maximum(wrong - right + 1, 0);
    }

    private static Tensor Missing(Tensor yTrue, Tensor yPred)
    {
        yTrue = Ops.Cast(yTrue, yPred.DType);
        Tensor binary = Ops.All(Ops.LogicalOr(Ops.Equal(yTrue, 0), Ops.Equal(yTrue, 1)));
        Tensor sides = Ops.Where(binary, (2 * yTrue) - 1, yTrue);
        return Ops.Maximum(1 - (sides * yPred), 0);
    }
}
