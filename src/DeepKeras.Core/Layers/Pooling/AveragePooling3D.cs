using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>The mean of each window of a volume, channel by channel. After <c>keras.layers.AveragePooling3D</c>.</summary>
/// <param name="poolSize">The size of the window, 1 or more; null: 2.</param>
/// <param name="strides">How far the window moves, 1 or more; null: by its own size.</param>
/// <param name="padding">What a window at the edge sees; what is not there does not count.</param>
/// <param name="dataFormat">Where the channels stand.</param>
[KerasAlias("AvgPool3D")]
public sealed partial class AveragePooling3D([Default(2)] Size3? poolSize = null, Size3? strides = null, Padding padding = Padding.Valid, DataFormat dataFormat = DataFormat.ChannelsLast)
    : Pooling(PoolKind.Average, poolSize ?? 2, strides ?? poolSize ?? 2, padding, dataFormat)
{
    /// <summary>How far the window moves.</summary>
    public Size3 Strides { get; } = strides ?? poolSize ?? 2;
}
