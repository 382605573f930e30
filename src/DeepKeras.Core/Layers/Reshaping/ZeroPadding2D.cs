namespace DeepKeras.Layers;

/// <summary>Zeros around an image. After <c>keras.layers.ZeroPadding2D</c>.</summary>
/// <param name="padding">How many: a number for every edge, or for each axis a number or (before, after); null: 1.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class ZeroPadding2D(Border2? padding = null, DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <summary>How many zeros.</summary>
    public Border2 Padding { get; } = BorderRules.NotNegative("padding", padding ?? 1);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => BorderRules.Padded(x, Padding, DataFormat);
}
