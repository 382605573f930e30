namespace DeepKeras.Layers;

/// <summary>
/// <see cref="Dropout"/> of whole channels of lines, as neighbours resemble each other (Tompson et al., Efficient object localization using
/// convolutional networks, 2015). After <c>keras.layers.SpatialDropout1D</c>.
/// </summary>
/// <param name="rate">The share of channels that is dropped, 0 to 1.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class SpatialDropout1D(double rate, long? seed = null) : SpatialDropout(1, rate, DataFormat.ChannelsLast, seed);
