using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>The mean of an image, channel by channel: (batch, height, width, channels) to (batch, channels). After <c>keras.layers.GlobalAveragePooling2D</c>.</summary>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="keepDims">Whether the axes of space stay, with size 1.</param>
[KerasAlias("GlobalAvgPool2D")]
public sealed partial class GlobalAveragePooling2D(DataFormat dataFormat = DataFormat.ChannelsLast, [ConfigName("keepdims")] bool keepDims = false) : GlobalPooling(2, dataFormat, keepDims)
{
    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Ops.Mean(x, SpaceAxes, KeepDims);
}
