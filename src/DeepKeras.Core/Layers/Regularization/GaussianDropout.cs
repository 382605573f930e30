namespace DeepKeras.Layers;

/// <summary>
/// While training, multiplies by normal noise of mean 1 and variance rate / (1 − rate); else passes the input (Srivastava et al., Dropout,
/// 2014). After <c>keras.layers.GaussianDropout</c>.
/// </summary>
/// <param name="rate">As of a <see cref="Dropout"/> with noise of that variance, 0 to below 1.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class GaussianDropout(double rate, long? seed = null) : Layer
{
    /// <summary>As of a <see cref="Dropout"/> with noise of that variance.</summary>
    public double Rate { get; } = Hyperparameter.BelowOne(rate);

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context) =>
        context.Training && Rate > 0 ? x * (1 + (Math.Sqrt(Rate / (1 - Rate)) * context.RandomNormal(x, Seed))) : x;
}
