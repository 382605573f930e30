namespace DeepKeras.Layers;

/// <summary>Zeros around a line. After <c>keras.layers.ZeroPadding1D</c>.</summary>
/// <param name="padding">How many: a number for both ends, or (before, after); null: 1.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class ZeroPadding1D(Border1? padding = null, DataFormat dataFormat = DataFormat.ChannelsLast) : Layer
{
    /// <summary>How many zeros.</summary>
    public Border1 Padding { get; } = BorderRules.NotNegative("padding", padding ?? 1);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => BorderRules.Padded(x, Padding, DataFormat);
}
