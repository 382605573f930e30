namespace DeepKeras.Layers;

/// <summary>Integers as vectors: what the layers of categories share.</summary>
internal static class CategoryRules
{
    /// <exception cref="ArgumentException">The mode is not for this layer.</exception>
    public static CategoryOutput WithoutTfIdf(CategoryOutput mode) =>
        mode != CategoryOutput.TfIdf ? mode : throw new ArgumentException("output_mode: expected int, one_hot, multi_hot or count, got tf_idf.");

    /// <summary>The integers as they are or as vectors; integers outside 0 to <paramref name="depth"/> − 1 count nowhere.</summary>
    /// <param name="indices">(batch), (batch, items) or more axes; vectors count over axis 1.</param>
    /// <param name="mode">What becomes of them; <see cref="CategoryOutput.TfIdf"/> counts.</param>
    /// <param name="depth">The size of a vector.</param>
    /// <param name="type">The dtype of the result.</param>
    /// <param name="weights">What each integer counts, in the integers' shape; null: 1.</param>
    public static Tensor Encode(Tensor indices, CategoryOutput mode, int depth, DType type, Tensor? weights = null)
    {
        if (mode == CategoryOutput.Int)
        {
            return Ops.Cast(indices, type);
        }

        indices = indices.Shape.Rank == 0 ? Ops.ExpandDims(indices, 0) : indices;
        int rank = indices.Shape.Rank;
        if (mode == CategoryOutput.OneHot)
        {
            return Ops.OneHot(rank > 1 && indices.Shape[^1] == 1 ? Ops.Squeeze(indices, -1) : indices, depth, type);
        }

        Tensor hot = Ops.OneHot(indices, depth, weights?.DType ?? type);
        int[] items = [rank > 1 ? 1 : 0];
        return mode == CategoryOutput.MultiHot ? Ops.Max(hot, items) : Ops.Cast(Ops.Sum(weights is null ? hot : hot * Ops.ExpandDims(weights, -1), items), weights?.DType ?? type);
    }
}
