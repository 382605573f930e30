namespace DeepKeras.Layers;

/// <summary>An image without its edges. After <c>keras.layers.Cropping2D</c>.</summary>
/// <param name="cropping">How much is cut: a number for every edge, or for each axis a number or (before, after); null: 0.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class Cropping2D(Border2? cropping = null, DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <summary>How much is cut.</summary>
    public Border2 Cropping { get; } = BorderRules.NotNegative("cropping", cropping ?? 0);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => BorderRules.Cropped(x, Cropping, DataFormat);
}
