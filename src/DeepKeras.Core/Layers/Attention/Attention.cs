using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Dot-product attention (Luong et al., Effective approaches to attention-based neural machine translation, 2015): each query's mean of
/// the values, weighted by how its product with their keys stands out. Inputs [query, value] or [query, value, key]. After
/// <c>keras.layers.Attention</c>.
/// </summary>
/// <param name="useScale">Whether the scores are multiplied by a trained number.</param>
/// <param name="scoreMode">How a query is compared with a key.</param>
/// <param name="dropout">The share of the scores that is dropped while training, 0 to 1.</param>
/// <param name="seed">A seed of its own; null: the model's.</param>
public sealed partial class Attention(bool useScale = false, ScoreMode scoreMode = ScoreMode.Dot, double dropout = 0.0, long? seed = null) : ScoredAttention
{
    private Variable? scale;
    private Variable? concatScoreWeight;

    /// <summary>The share of the scores that is dropped while training.</summary>
    public double Dropout { get; } = Hyperparameter.Fraction(dropout);

    private protected override double ScoresDropped => Dropout;

    private protected override long? OwnSeed => Seed;

    private protected override void BuildScores(Shape query)
    {
        scale = UseScale ? AddWeight("scale", Shape.Scalar, "ones") : null;
        concatScoreWeight = ScoreMode == ScoreMode.Concat ? AddWeight("concat_score_weight", Shape.Scalar, "ones") : null;
    }

    private protected override Tensor Scores(Tensor query, Tensor key)
    {
        if (concatScoreWeight is null)
        {
            Tensor product = Ops.MatMul(query, key, transposeA: false, transposeB: true);
            return scale is null ? product : product * scale;
        }

        Tensor sum = Ops.ExpandDims(query, -2) + Ops.ExpandDims(key, -3);
        return concatScoreWeight * Ops.Sum(Ops.Tanh(scale is null ? sum : scale * sum), [-1]);
    }
}
