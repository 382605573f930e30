using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Images made grey, some of them. After <c>keras.layers.RandomGrayscale</c>.</summary>
/// <param name="factor">The chance of it, 0 to 1.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class RandomGrayscale(
    double factor = 0.5,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    [NotConfig] long? seed = null) : ImageAugmentation(dataFormat)
{
    /// <summary>The chance of it.</summary>
    public double Factor { get; } = Hyperparameter.Fraction(factor);

    private protected override long? OwnSeed => seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        return Ops.Where(Ops.Less(draws.Uniform(), Factor), Colours.Grey(images) + Ops.ZerosLike(images), images);
    }
}
