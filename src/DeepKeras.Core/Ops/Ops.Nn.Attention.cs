using DeepKeras.Operations;

namespace DeepKeras;

public static partial class Ops
{
    /// <summary>
    /// softmax(query keyᵀ · scale + bias) value for each head (Vaswani et al., 2017). With fewer heads of keys and values than of queries, several
    /// queries share one (grouped-query attention). A row that is masked whole attends evenly.
    /// </summary>
    /// <param name="query">(batch, queries, heads, size).</param>
    /// <param name="key">(batch, keys, key heads, size).</param>
    /// <param name="value">(batch, keys, key heads, size of a value).</param>
    /// <param name="bias">Added to the scores; broadcasts to (batch, heads, queries, keys).</param>
    /// <param name="mask">Which keys count, as bool; broadcasts to (batch, heads, queries, keys).</param>
    /// <param name="scale">Null: 1 / √size.</param>
    /// <param name="isCausal">Whether query i sees keys up to i alone.</param>
    /// <returns>(batch, queries, heads, size of a value).</returns>
    public static Tensor DotProductAttention(Tensor query, Tensor key, Tensor value, Tensor? bias = null, Tensor? mask = null, double? scale = null, bool isCausal = false)
    {
        DType type = DTypeExtensions.Promote(DTypeExtensions.Promote(query.DType, key.DType), value.DType);
        if (query.Shape.Rank != 4 || key.Shape.Rank != 4 || value.Shape.Rank != 4 || key.Shape[^1] < 1)
        {
            throw new ShapeException($"dot_product_attention: expected (batch, length, heads, size) for query, key and value, got {query.Shape}, {key.Shape} and {value.Shape}.");
        }

        int groups = key.Shape[2] > 1 && query.Shape[2] > key.Shape[2] ? query.Shape[2] / key.Shape[2] : 1;
        query = Transpose(Cast(query, type), 0, 2, 1, 3);
        key = Transpose(Repeated(Cast(key, type), groups), 0, 2, 1, 3);
        value = Transpose(Repeated(Cast(value, type), groups), 0, 2, 1, 3);
        double factor = scale ?? (1 / Math.Sqrt(key.Shape[^1]));
        if (mask is null && bias is null && !isCausal)
        {
            return Transpose(Attention(query, key, value, factor), 0, 2, 1, 3);
        }

        DType wide = DTypeExtensions.Promote(type, DType.Float32);
        Tensor scores = Cast(MatMul(query, key, transposeA: false, transposeB: true), wide) * factor;
        scores = bias is null ? scores : scores + Cast(bias, wide);
        Tensor? seen = isCausal ? LowerTriangle(scores, 0) : null;
        seen = mask is null ? seen : seen is null ? Cast(mask, DType.Bool) : LogicalAnd(mask, seen);
        scores = seen is null ? scores : Where(seen, scores, wide == DType.Float64 ? -0.7 * 3.38953e38 : -2.372671e38);
        return Transpose(MatMul(Cast(Softmax(scores), type), value), 0, 2, 1, 3);
    }

    /// <summary>Each head several times in a row.</summary>
    private static Tensor Repeated(Tensor x, int times)
    {
        if (times == 1)
        {
            return x;
        }

        Tensor each = Tile(ExpandDims(x, 3), 1, 1, 1, times, 1);
        return Reshape(each, ReshapeDims.Copy(0), ReshapeDims.Copy(1), x.Shape[2] * times, x.Shape[3]);
    }
}
