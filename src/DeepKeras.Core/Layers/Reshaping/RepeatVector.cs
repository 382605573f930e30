namespace DeepKeras.Layers;

/// <summary>Each row n times: (batch, features) to (batch, n, features). After <c>keras.layers.RepeatVector</c>.</summary>
/// <param name="n">How often, 1 or more.</param>
public sealed partial class RepeatVector(int n) : Layer
{
    /// <summary>How often.</summary>
    public int N { get; } = Hyperparameter.AtLeast(1, n);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => x.Shape.Rank == 2 ? Ops.Tile(Ops.ExpandDims(x, 1), 1, N, 1)
        : throw new ShapeException($"expected shape (batch, features), got {x.Shape}.");
}
