namespace DeepKeras.Layers;

/// <summary>While training, adds normal noise of mean 0; else passes the input. After <c>keras.layers.GaussianNoise</c>.</summary>
/// <param name="stddev">The noise's standard deviation, 0 to 1.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class GaussianNoise(double stddev, long? seed = null) : Layer
{
    /// <summary>The noise's standard deviation.</summary>
    public double Stddev { get; } = Hyperparameter.Fraction(stddev);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) =>
        context.Training && Stddev > 0 ? x + (Stddev * context.RandomNormal(x, Seed)) : x;
}
