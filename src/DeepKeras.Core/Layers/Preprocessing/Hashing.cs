using DeepKeras.Operations;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Texts or whole numbers in buckets, by FarmHash, or with a salt by SipHash: the same on every machine. After <c>keras.layers.Hashing</c>.
/// </summary>
/// <param name="numBins">The number of buckets, 1 or more.</param>
/// <param name="maskValue">What gets bucket 0 to itself, where there are two buckets or more; null: nothing.</param>
/// <param name="salt">Two numbers that make the buckets others; null: none.</param>
/// <param name="outputMode">What becomes of the buckets.</param>
[ConfigFixed("sparse", false)]
public sealed partial class Hashing(int numBins, TextOrNumber? maskValue = null, IReadOnlyList<long>? salt = null, CategoryOutput outputMode = CategoryOutput.Int) : Layer
{
    /// <summary>The number of buckets.</summary>
    public int NumBins { get; } = Hyperparameter.AtLeast(1, numBins);

    /// <summary>Two numbers that make the buckets others.</summary>
    public IReadOnlyList<long>? Salt { get; } = HashRules.Salt(salt);

    /// <summary>What becomes of the buckets.</summary>
    public CategoryOutput OutputMode { get; } = CategoryRules.WithoutTfIdf(outputMode);

    private protected override DTypePolicy DefaultDType => OutputMode == CategoryOutput.Int ? DeepKeras.DType.Int64 : DeepKeras.DType.Float32;

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        Tensor buckets;
        if (MaskValue is null || NumBins == 1)
        {
            buckets = HashRules.Buckets(x, NumBins, Salt);
        }
        else
        {
            bool text = x.DType == DeepKeras.DType.String;
            if (text != (MaskValue.Text is not null))
            {
                throw new ShapeException($"mask_value: expected {(text ? "a text" : "a number")} as the input is {x.DType.KerasName()}, got {MaskValue}.");
            }

            Tensor masked = Ops.Equal(x, text ? Ops.Constant(HostArray.OfText([MaskValue.Text!], Shape.Scalar)) : Ops.Cast(Ops.Constant(MaskValue.Number), x.DType));
            buckets = Ops.Where(masked, 0, HashRules.Buckets(x, NumBins - 1, Salt) + 1);
        }

        return CategoryRules.Encode(buckets, OutputMode, NumBins, DType.ComputeDType);
    }
}
