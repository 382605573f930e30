namespace DeepKeras.Layers;

/// <summary>
/// <see cref="Dropout"/> of whole channels of volumes, as neighbours resemble each other (Tompson et al., Efficient object localization using
/// convolutional networks, 2015). After <c>keras.layers.SpatialDropout3D</c>.
/// </summary>
/// <param name="rate">The share of channels that is dropped, 0 to 1.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class SpatialDropout3D(double rate, DataFormat dataFormat = DataFormat.ChannelsLast, long? seed = null) : SpatialDropout(3, rate, dataFormat, seed)
{
    /// <summary>Where the channels stand.</summary>
    public DataFormat DataFormat => Format;
}
