using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>A few changes, drawn from eleven, one after the other (Cubuk et al., RandAugment, 2020). All images of a batch get the same ones. After <c>keras.layers.RandAugment</c>.</summary>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="numOps">How many changes, 1 or more.</param>
/// <param name="factor">How strong they are, 0 to 1; null: 0 to ½.</param>
/// <param name="interpolation">How pixels of moved images come from the old ones: nearest or bilinear.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class RandAugment(
    ValueRange? valueRange = null,
    int numOps = 2,
    FactorRange? factor = null,
    Interpolation interpolation = Interpolation.Bilinear,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    /// <summary>How many changes.</summary>
    public int NumOps { get; } = Hyperparameter.AtLeast(1, numOps);

    /// <summary>How strong they are.</summary>
    public FactorRange Factor { get; } = (factor ?? 0.5).Within(0, 1, nameof(factor));

    /// <summary>How pixels come from the old ones.</summary>
    public Interpolation Interpolation { get; } = ImageRules.NearestOrBilinear(interpolation);

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Func<Tensor, Tensor>[] changes = ImageChanges.All(Factor, Interpolation, ValueRange, draws, colours: true);
        for (int i = 0; i < NumOps; i++)
        {
            images = ImageChanges.One(images, changes, Ops.Floor(draws.UniformForAll(0, changes.Length)));
        }

        return images;
    }
}
