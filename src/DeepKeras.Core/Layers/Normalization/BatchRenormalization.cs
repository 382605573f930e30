namespace DeepKeras.Layers;

/// <summary>The averages and the correction of batch renormalization (Ioffe, Batch renormalization, 2017).</summary>
internal sealed class BatchRenormalization(Variable movingDeviation, Variable mean, Variable deviation, RenormClipping? clipping, double momentum, double renormMomentum, double epsilon)
{
    /// <summary>What a batch's normalized values are multiplied by, and what is added: constants for the gradient.</summary>
    public (Tensor Ratio, Tensor Shift) Correction(Tensor batchMean, Tensor batchVariance)
    {
        Tensor average = Ops.Maximum(deviation, Math.Sqrt(epsilon));
        Tensor ratio = Ops.Sqrt(batchVariance + epsilon) / average;
        Tensor shift = (batchMean - mean) / average;
        ratio = clipping?.RMin is double least ? Ops.Maximum(ratio, least) : ratio;
        ratio = clipping?.RMax is double most ? Ops.Minimum(ratio, most) : ratio;
        shift = clipping?.DMax is double bound ? Ops.Clip(shift, -bound, bound) : shift;
        return (Ops.StopGradient(ratio), Ops.StopGradient(shift));
    }

    public void Move(CallContext context, Tensor batchMean, Tensor batchVariance, Variable movingMean, Variable movingVariance)
    {
        Tensor batchDeviation = Ops.Sqrt(batchVariance + epsilon);
        context.Update(mean, Moved(mean, batchMean, renormMomentum));
        context.Update(deviation, Moved(deviation, batchDeviation, renormMomentum));
        context.Update(movingMean, Moved(movingMean, batchMean, momentum));
        Tensor moved = Moved(movingDeviation, batchDeviation, momentum);
        context.Update(movingDeviation, moved);
        context.Update(movingVariance, Ops.Relu(Ops.Square(moved) - epsilon));
    }

    private static Tensor Moved(Tensor average, Tensor value, double keep) => (keep * average) + ((1 - keep) * Ops.StopGradient(value));
}
