namespace DeepKeras.Layers;

/// <summary>A line without its edges. After <c>keras.layers.Cropping1D</c>.</summary>
/// <param name="cropping">How much is cut: a number for both ends, or (before, after); null: 1.</param>
public sealed partial class Cropping1D(Border1? cropping = null) : Layer
{
    /// <summary>How much is cut.</summary>
    public Border1 Cropping { get; } = BorderRules.NotNegative("cropping", cropping ?? 1);

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => BorderRules.Cropped(x, Cropping, DataFormat.ChannelsLast);
}
