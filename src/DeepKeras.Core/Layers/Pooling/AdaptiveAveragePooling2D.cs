using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// The mean of each of a fixed number of parts of an image, channel by channel; parts are as equal as they can be, and share values where the size does not
/// divide. After <c>keras.layers.AdaptiveAveragePooling2D</c>.
/// </summary>
/// <param name="outputSize">The number of parts, 1 or more along each axis.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class AdaptiveAveragePooling2D(Size2 outputSize, DataFormat dataFormat = DataFormat.ChannelsLast) : AdaptivePooling(PoolKind.Average, outputSize, dataFormat);
