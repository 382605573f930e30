namespace DeepKeras.Layers;

/// <summary>A volume without its edges. After <c>keras.layers.Cropping3D</c>.</summary>
/// <param name="cropping">How much is cut: a number for every edge, or for each axis a number or (before, after); null: 1.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class Cropping3D(Border3? cropping = null, DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <summary>How much is cut.</summary>
    public Border3 Cropping { get; } = BorderRules.NotNegative("cropping", cropping ?? 1);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => BorderRules.Cropped(x, Cropping, DataFormat);
}
