using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>A rectangle of each image taken from another of the batch (Yun et al., CutMix, 2019). Labels are not mixed along. After <c>keras.layers.CutMix</c>.</summary>
/// <param name="factor">α of the Beta(α, α) that the share is drawn from, 0 to 1; null: 0 to 1.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class CutMix(
    FactorRange? factor = null,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>α of the Beta(α, α) that the share is drawn from.</summary>
    public FactorRange Factor { get; } = (factor ?? 1.0).Within(0, 1, nameof(factor));

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        (int height, int width) = ImageRules.Sizes(images);
        Tensor side = Ops.Sqrt(1 - draws.Beta(draws.UniformForAll(Factor.Lower, Factor.Upper) + 1e-6));
        Tensor inside = Ops.LogicalAnd(Boxes.Within(images, 2, width, side, draws), Boxes.Within(images, 1, height, side, draws));
        return Ops.Where(inside, draws.Shuffled(images), images);
    }
}
