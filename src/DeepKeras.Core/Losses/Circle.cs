namespace DeepKeras.Losses;

/// <summary>
/// Draws embeddings of one class together and others apart: predictions are embeddings (batch, dimensions) of length 1, targets class numbers.
/// An embedding that no pair constrains has loss 0 and does not count. After <c>keras.losses.Circle</c>.
/// </summary>
/// <remarks>Y. Sun et al., Circle Loss: A Unified Perspective of Pair Similarity Optimization, 2020.</remarks>
public sealed partial class Circle : Loss
{
    private const double Never = -1e30;

    /// <summary>Scales the loss.</summary>
    public double Gamma { get; init; } = 80;

    /// <summary>How much pairs may be off.</summary>
    public double Margin { get; init; } = 0.4;

    /// <summary>Whether an embedding is no pair with itself.</summary>
    public bool RemoveDiagonal { get; init; } = true;

    /// <inheritdoc/>
    protected internal override Tensor Compute(Tensor yTrue, Tensor yPred)
    {
        Tensor labels = Ops.Cast(yTrue, DType.Int32);
        labels = labels.Shape.Rank == 1 ? Ops.ExpandDims(labels, 1) : labels;
        Tensor same = Ops.Equal(labels, Ops.Transpose(labels));
        Tensor other = Ops.LogicalNot(same);
        if (RemoveDiagonal)
        {
            Tensor row = Ops.Positions(yPred, 0);
            same = Ops.LogicalAnd(same, Ops.NotEqual(Ops.ExpandDims(row, 1), Ops.ExpandDims(row, 0)));
        }

        Tensor distances = Ops.Maximum(1 - Ops.MatMul(yPred, yPred, false, true), 0);
        Tensor near = -Gamma * Ops.Maximum(Margin + distances, 0) * (Margin - distances);
        Tensor far = Gamma * Ops.Maximum(1 + Margin - distances, 0) * (1 - Margin - distances);
        Tensor losses = Ops.Softplus(Over(same, near) + Over(other, far));
        losses.Mask = losses > 0;
        return losses;
    }

    private static Tensor Over(Tensor pairs, Tensor terms) => Ops.LogSumExp(Ops.Where(pairs, terms, Never), [1]);
}
