using DeepKeras.Losses;

namespace DeepKeras.Metrics;

/// <summary>√ of the mean of (target − prediction)². As in Keras, a mask of the predictions is ignored. After <c>keras.metrics.RootMeanSquaredError</c>.</summary>
public sealed partial class RootMeanSquaredError : Mean
{
    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        (yTrue, yPred) = Loss.Alike(yTrue, Ops.Cast(yPred, DType));
        UpdateState(Ops.Square(yPred - yTrue), sampleWeight);
    }

    /// <inheritdoc/>
    public override Tensor Result() => Ops.Sqrt(base.Result());
}
