namespace DeepKeras;

/// <summary>Where the channels of an image, a line or a volume stand.</summary>
public enum DataFormat
{
    /// <summary>Last: <c>(batch, height, width, channels)</c>.</summary>
    ChannelsLast,

    /// <summary>Right after the batch: <c>(batch, channels, height, width)</c>. Computed by way of <see cref="ChannelsLast"/>.</summary>
    ChannelsFirst,
}
