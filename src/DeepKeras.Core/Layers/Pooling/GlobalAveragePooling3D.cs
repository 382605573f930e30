using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>The mean of a volume, channel by channel: (batch, depth, height, width, channels) to (batch, channels). After <c>keras.layers.GlobalAveragePooling3D</c>.</summary>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="keepDims">Whether the axes of space stay, with size 1.</param>
[KerasAlias("GlobalAvgPool3D")]
public sealed partial class GlobalAveragePooling3D(DataFormat dataFormat = DataFormat.ChannelsLast, [ConfigName("keepdims")] bool keepDims = false) : GlobalPooling(3, dataFormat, keepDims)
{
    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Ops.Mean(x, SpaceAxes, KeepDims);
}
