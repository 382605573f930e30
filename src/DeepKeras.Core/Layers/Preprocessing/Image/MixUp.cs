using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Each image mixed with another of the batch (Zhang et al., mixup, 2018). Labels are not mixed along: mix what you train on with them before. After <c>keras.layers.MixUp</c>.</summary>
/// <param name="alpha">The share is drawn from Beta(α, α); above 0.</param>
/// <param name="dataFormat">Where the channels stand.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class MixUp(
    double alpha = 0.2,
    DataFormat dataFormat = DataFormat.ChannelsLast,
    long? seed = null) : ImageAugmentation(dataFormat)
{
    /// <summary>The share is drawn from Beta(α, α).</summary>
    public double Alpha { get; } = Hyperparameter.Positive(alpha);

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Tensor share = draws.Beta(Ops.FullLike(draws.Uniform(), Alpha));
        return (share * images) + ((1 - share) * draws.Shuffled(images));
    }
}
