namespace DeepKeras.Metrics;

/// <summary>How often the largest prediction is that of the right class; the classes are integers. After <c>keras.metrics.SparseCategoricalAccuracy</c>.</summary>
public sealed partial class SparseCategoricalAccuracy : MeanOfFunction
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor yTrue, Tensor yPred)
    {
        if (yTrue.Shape.Rank == yPred.Shape.Rank && yTrue.Shape[^1] == 1)
        {
            yTrue = Ops.Squeeze(yTrue, -1);
        }

        return Ops.Cast(Ops.Equal(Ops.Cast(yTrue, DType.Int32), Ops.ArgMax(yPred)), DType.Float32);
    }
}
