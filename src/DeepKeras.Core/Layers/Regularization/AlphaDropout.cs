namespace DeepKeras.Layers;

/// <summary>
/// Dropout that keeps mean 0 and variance 1, for networks of SELUs: what is dropped takes SELU's lowest value, and the result is stretched
/// and shifted back (Klambauer et al., Self-normalizing neural networks, 2017). After <c>keras.layers.AlphaDropout</c>.
/// </summary>
/// <param name="rate">The share that is dropped, 0 to below 1.</param>
/// <param name="noiseShape">As of <see cref="Dropout"/>.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class AlphaDropout(double rate, Shape? noiseShape = null, long? seed = null) : Layer
{
    /// <summary>SELU's limit far below 0.</summary>
    private const double Lowest = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946;

    /// <summary>The share that is dropped.</summary>
    public double Rate { get; } = Hyperparameter.BelowOne(rate);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        if (!context.Training || Rate == 0)
        {
            return x;
        }

        double stretch = 1 / Math.Sqrt((1 - Rate) * (1 + (Rate * Lowest * Lowest)));
        double shift = -stretch * Lowest * Rate;
        return (stretch * Ops.Where(Noise.Kept(x, Rate, NoiseShape, Seed, context), x, Lowest)) + shift;
    }
}
