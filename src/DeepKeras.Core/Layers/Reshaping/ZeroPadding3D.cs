namespace DeepKeras.Layers;

/// <summary>Zeros around a volume. After <c>keras.layers.ZeroPadding3D</c>.</summary>
/// <param name="padding">How many: a number for every edge, or for each axis a number or (before, after); null: 1.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class ZeroPadding3D(Border3? padding = null, DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <summary>How many zeros.</summary>
    public Border3 Padding { get; } = BorderRules.NotNegative("padding", padding ?? 1);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => BorderRules.Padded(x, Padding, DataFormat);
}
