namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Where the outputs begin that functions call by name, for operations whose outputs have more than one name.</summary>
internal static class OutputPlaces
{
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["BlockLSTMV2"] = ["i", "cs", "f", "o", "ci", "co", "h"],
        ["BroadcastGradientArgs"] = ["r0", "r1"],
        ["CTCLoss"] = ["loss", "gradient"],
        ["FusedBatchNorm"] = ["y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2"],
        ["FusedBatchNormV2"] = ["y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2"],
        ["FusedBatchNormV3"] = ["y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2", "reserve_space_3"],
        ["LogMatrixDeterminant"] = ["sign", "log_abs_determinant"],
        ["MaxPoolWithArgmax"] = ["output", "argmax"],
        ["Qr"] = ["q", "r"],
        ["SelfAdjointEigV2"] = ["e", "v"],
        ["SparseCross"] = ["output_indices", "output_values", "output_shape"],
        ["StringNGrams"] = ["ngrams", "ngrams_splits"],
        ["StringSplitV2"] = ["indices", "values", "shape"],
        ["UnicodeDecode"] = ["row_splits", "char_values"],
        ["UnicodeDecodeWithOffsets"] = ["row_splits", "char_values", "char_to_byte_starts"],
        ["SoftmaxCrossEntropyWithLogits"] = ["loss", "backprop"],
        ["SparseSoftmaxCrossEntropyWithLogits"] = ["loss", "backprop"],
        ["Svd"] = ["s", "u", "v"],
        ["TensorListPopBack"] = ["output_handle", "tensor"],
        ["TopKV2"] = ["values", "indices"],
        ["Unique"] = ["y", "idx"],
        ["UniqueV2"] = ["y", "idx"],
    };

    /// <summary>The place of the first output of that name; 0 for operations with one output, or one list of them.</summary>
    public static int First(string op, string output) => Names.TryGetValue(op, out string[]? names) ? Math.Max(0, Array.IndexOf(names, output)) : 0;
}
