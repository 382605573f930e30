using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>The largest value of an image, channel by channel: (batch, height, width, channels) to (batch, channels). Equal ones share the gradient. After <c>keras.layers.GlobalMaxPooling2D</c>.</summary>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="keepDims">Whether the axes of space stay, with size 1.</param>
[KerasAlias("GlobalMaxPool2D")]
public sealed partial class GlobalMaxPooling2D(DataFormat dataFormat = DataFormat.ChannelsLast, [ConfigName("keepdims")] bool keepDims = false) : GlobalPooling(2, dataFormat, keepDims)
{
    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Ops.Max(x, SpaceAxes, KeepDims);
}
