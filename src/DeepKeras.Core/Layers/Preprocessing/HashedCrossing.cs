using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// What several columns say together, in buckets by FarmHash: inputs of texts or whole numbers, (batch) or (batch, 1), to one bucket a row. After
/// <c>keras.layers.HashedCrossing</c>.
/// </summary>
/// <param name="numBins">The number of buckets, 1 or more.</param>
/// <param name="outputMode">What becomes of the buckets.</param>
[NoFluentMethod]
[ConfigFixed("sparse", false)]
public sealed partial class HashedCrossing(int numBins, CategoryOutput outputMode = CategoryOutput.Int) : Layer
{
    /// <summary>The number of buckets.</summary>
    public int NumBins { get; } = Hyperparameter.AtLeast(1, numBins);

    /// <summary>What becomes of the buckets.</summary>
    public CategoryOutput OutputMode { get; } = CategoryRules.WithoutTfIdf(outputMode);

    private protected override DTypePolicy DefaultDType => OutputMode == CategoryOutput.Int ? DeepKeras.DType.Int64 : DeepKeras.DType.Float32;

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count < 2 || inputs.Any(shape => shape.Rank > 2 || (shape.Rank == 2 && shape[1] != 1) || shape.Rank != inputs[0].Rank))
        {
            throw new ShapeException($"expected two inputs or more of shape (batch) or (batch, 1), got {string.Join(", ", inputs)}.");
        }
    }

    /// <inheritdoc/>
    protected override Tensor Call(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        Tensor[] columns = [.. inputs.Select(x => x.DType == DeepKeras.DType.String ? x
            : x.DType.IsInteger() ? Ops.Cast(x, DeepKeras.DType.Int64)
            : throw new ShapeException($"expected texts or whole numbers, got {x.DType.KerasName()}."))];
        return CategoryRules.Encode(Ops.Emit(new CrossedHash(NumBins), columns), OutputMode, NumBins, DType.ComputeDType);
    }

    /// <summary>Keras's class takes neither <c>trainable</c> nor a policy object.</summary>
    protected internal override void WriteBaseConfig(ConfigWriter writer)
    {
        writer.Key("name").Write(Name);
        writer.Key("dtype").Write(DType.Name);
    }
}
