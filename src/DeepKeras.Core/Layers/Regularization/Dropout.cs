namespace DeepKeras.Layers;

/// <summary>
/// While training, sets a share of the values to 0 and enlarges the others so that the sum stays alike; else passes all (Srivastava et al.,
/// Dropout, 2014). After <c>keras.layers.Dropout</c>.
/// </summary>
/// <param name="rate">The share that is dropped, 0 to 1.</param>
/// <param name="noiseShape">The shape of the choice: 1 along an axis drops all or nothing along it, −1 stands for the input's size; null: each value is chosen alone.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class Dropout(double rate, Shape? noiseShape = null, long? seed = null) : Layer
{
    /// <summary>The share that is dropped.</summary>
    public double Rate { get; } = Hyperparameter.Fraction(rate);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) => Noise.Drop(x, Rate, NoiseShape, Seed, context);
}
