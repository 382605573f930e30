using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>Chains of random changes mixed with each other and with the image (Hendrycks et al., AugMix, 2020). After <c>keras.layers.AugMix</c>.</summary>
/// <param name="valueRange">The least and the largest value of a pixel; null: 0 to 255.</param>
/// <param name="numChains">How many chains, 1 or more.</param>
/// <param name="chainDepth">How many changes a chain has at most, 1 or more.</param>
/// <param name="factor">How strong they are, 0 to 1; null: 0 to 0.3.</param>
/// <param name="alpha">The shares are drawn from Dirichlet(α) and Beta(α, α); above 0.</param>
/// <param name="allOps">Whether brightness, colour, contrast and sharpness are among the changes.</param>
/// <param name="interpolation">How pixels of moved images come from the old ones: nearest or bilinear.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
/// <param name="dataFormat">Where the channels stand.</param>
public sealed partial class AugMix(
    ValueRange? valueRange = null,
    int numChains = 3,
    int chainDepth = 3,
    FactorRange? factor = null,
    double alpha = 1.0,
    bool allOps = true,
    Interpolation interpolation = Interpolation.Bilinear,
    long? seed = null,
    DataFormat dataFormat = DataFormat.ChannelsLast) : ImageAugmentation(dataFormat)
{
    /// <summary>The least and the largest value of a pixel.</summary>
    public ValueRange ValueRange { get; } = valueRange ?? ValueRange.Bytes;

    /// <summary>How many chains.</summary>
    public int NumChains { get; } = Hyperparameter.AtLeast(1, numChains);

    /// <summary>How many changes a chain has at most.</summary>
    public int ChainDepth { get; } = Hyperparameter.AtLeast(1, chainDepth);

    /// <summary>The shares are drawn from Dirichlet(α) and Beta(α, α).</summary>
    public double Alpha { get; } = Hyperparameter.Positive(alpha);

    /// <summary>How strong they are.</summary>
    public FactorRange Factor { get; } = (factor ?? 0.3).Within(0, 1, nameof(factor));

    /// <summary>How pixels come from the old ones.</summary>
    public Interpolation Interpolation { get; } = ImageRules.NearestOrBilinear(interpolation);

    private protected override long? OwnSeed => Seed;

    internal override Tensor Augment(Tensor images, Draws draws)
    {
        Func<Tensor, Tensor>[] changes = ImageChanges.All(Factor, Interpolation, ValueRange, draws, AllOps);
        Tensor[] shares = draws.Dirichlet(NumChains, Alpha);
        Tensor kept = Ops.Slice(draws.Beta(Ops.FullLike(draws.Uniform(), Alpha)), 0, 0, 1);
        Tensor mixed = Ops.ZerosLike(images);
        foreach (Tensor share in shares)
        {
            Tensor chain = images;
            for (int i = 0; i < ChainDepth; i++)
            {
                // One more than there are changes: nothing.
                chain = ImageChanges.One(chain, changes, Ops.Floor(draws.UniformForAll(0, changes.Length + 1)));
            }

            mixed += chain * Ops.Cast(share, images.DType);
        }

        return ValueRange.Clip((kept * images) + ((1 - kept) * mixed));
    }
}
