using System.Collections.Frozen;

namespace DeepKeras.TensorFlow;

/// <summary>What the outputs of operations are called in functions; "*" marks a list of tensors of one name.</summary>
internal static class Ports
{
    private static readonly FrozenDictionary<string, string[]> Names = Table(
        "z AddV2 Sub Mul RealDiv FloorDiv FloorMod Pow Maximum Minimum Atan2 LogicalAnd LogicalOr BitwiseAnd BitwiseOr BitwiseXor LeftShift RightShift "
            + "Equal NotEqual Less LessEqual Greater GreaterEqual SigmoidGrad TanhGrad RsqrtGrad SqrtGrad Polygamma Zeta",
        "y Neg Abs Sign Square Sqrt Rsqrt Reciprocal Exp Expm1 Log Log1p Sin Cos Tan Asin Acos Atan Sinh Cosh Tanh Asinh Acosh Atanh Sigmoid Erf Erfinv "
            + "Lgamma Digamma Floor Ceil Round LogicalNot Invert IsNan IsFinite Cast Transpose OnesLike",
        "activations Relu Relu6 LeakyRelu Elu Selu Softplus Softsign",
        "backprops ReluGrad",
        "out Cumsum Cumprod Complex",
        "values,indices TopKV2",
        "sign,log_abs_determinant LogMatrixDeterminant",
        "q,r Qr",
        "s,u,v Svd",
        "e,v SelfAdjointEigV2 Eig",
        "lu,p Lu",
        "softmax Softmax",
        "logsoftmax LogSoftmax",
        "loss,backprop SparseSoftmaxCrossEntropyWithLogits",
        "product MatMul",
        "value ReadVariableOp",
        "resource VarHandleOp",
        "resized_images ResizeBilinear ResizeNearestNeighbor",
        "y,batch_mean,batch_variance,reserve_space_1,reserve_space_2,reserve_space_3 FusedBatchNormV3",
        "x_backprop,scale_backprop,offset_backprop,reserve_space_4,reserve_space_5 FusedBatchNormGradV3",
        "output* Split SplitV Unpack StatelessWhile While StatefulPartitionedCall PartitionedCall",
        "dense SparseToDense",
        "tensors* RestoreV2",
        "table_handle HashTableV2",
        "values LookupTableFindV2",
        "indices,values,shape StringSplitV2",
        "ngrams,ngrams_splits StringNGrams",
        "row_splits,char_values UnicodeDecode",
        "result RaggedTensorToTensor",
        "output_indices,output_values,output_shape SparseCross");

    /// <summary>The output's name and its place among the outputs of that name; what is not in the table has one output, "output".</summary>
    public static (string Name, int Index) Of(string op, int index)
    {
        if (!Names.TryGetValue(op, out string[]? names))
        {
            return ("output", index);
        }

        return names[0].EndsWith('*') ? (names[0][..^1], index) : (names[index], 0);
    }

    private static FrozenDictionary<string, string[]> Table(params string[] rows)
    {
        var table = new Dictionary<string, string[]>();
        foreach (string row in rows)
        {
            string[] words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (string op in words.AsSpan(1))
            {
                table.Add(op, words[0].Split(','));
            }
        }

        return table.ToFrozenDictionary();
    }
}
