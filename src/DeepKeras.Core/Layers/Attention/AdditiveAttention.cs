using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Additive attention (Bahdanau et al., Neural machine translation by jointly learning to align and translate, 2015): scores
/// Σ scale · tanh(query + key). Inputs [query, value] or [query, value, key]. After <c>keras.layers.AdditiveAttention</c>.
/// </summary>
/// <param name="useScale">Whether each feature has a trained factor.</param>
/// <param name="dropout">The share of the scores that is dropped while training, 0 to 1.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class AdditiveAttention(bool useScale = true, double dropout = 0.0, long? seed = null) : ScoredAttention
{
    private Variable? scale;

    /// <summary>The share of the scores that is dropped while training.</summary>
    public double Dropout { get; } = Hyperparameter.Fraction(dropout);

    private protected override double ScoresDropped => Dropout;

    private protected override long? OwnSeed => Seed;

    private protected override void BuildScores(Shape query) => scale = UseScale ? AddWeight("scale", [query[^1]], "glorot_uniform") : null;

    private protected override Tensor Scores(Tensor query, Tensor key)
    {
        Tensor bent = Ops.Tanh(Ops.ExpandDims(query, -2) + Ops.ExpandDims(key, -3));
        return Ops.Sum(scale is null ? bent : scale * bent, [-1]);
    }
}
