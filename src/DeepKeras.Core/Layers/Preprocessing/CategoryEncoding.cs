using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Integers from 0 to <paramref name="numTokens"/> − 1 as vectors. Called with <c>count_weights</c>, in the input's shape, counts are
/// weighted. After <c>keras.layers.CategoryEncoding</c>.
/// </summary>
/// <param name="numTokens">How many integers there are, 1 or more.</param>
/// <param name="outputMode">What becomes of them: one_hot, multi_hot or count.</param>
public sealed partial class CategoryEncoding(int numTokens, CategoryOutput outputMode = CategoryOutput.MultiHot) : Layer
{
    private static readonly string[] Operands = ["inputs", "count_weights"];

    /// <summary>How many integers there are.</summary>
    public int NumTokens { get; } = Hyperparameter.AtLeast(1, numTokens);

    /// <summary>What becomes of them.</summary>
    public CategoryOutput OutputMode { get; } = CategoryRules.WithoutTfIdf(outputMode);

    internal override IReadOnlyList<string> OperandNames => Operands;

    /// <inheritdoc/>
    protected override Tensor Call(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        Tensor x = inputs[0];
        Tensor? weights = inputs.ElementAtOrDefault(1);
        if (weights is not null && OutputMode != CategoryOutput.Count)
        {
            throw new ArgumentException($"{Path}: count_weights are for output_mode count, not {OutputMode}.");
        }

        Tensor indices = x.DType is DeepKeras.DType.Int32 or DeepKeras.DType.Int64 ? x : Ops.Cast(x, DeepKeras.DType.Int32);
        return CategoryRules.Encode(indices, OutputMode, NumTokens, DType.ComputeDType, weights is null ? null : Ops.Cast(weights, DType.ComputeDType));
    }
}
