using DeepKeras.Operations;

namespace DeepKeras.Layers;

/// <summary>Each row as one vector: (batch, …) to (batch, features). After <c>keras.layers.Flatten</c>.</summary>
/// <param name="dataFormat">Where the channels stand; they come last in the vector's order either way.</param>
public sealed partial class Flatten(DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        int rank = x.Shape.Rank;
        if (rank == 0)
        {
            throw new ShapeException("expected shape (batch, …), got ().");
        }

        Tensor last = DataFormat == DataFormat.ChannelsFirst && rank > 1 ? DataFormatRules.AxisTo(x, 1, -1) : x;
        Shape row = x.Shape.WithoutBatch();
        return Ops.Reshape(last, ReshapeDims.Copy(0), row.IsKnown ? checked((int)row.Elements) : ReshapeDims.Rest);
    }
}
