using DeepKeras.Data;
using DeepKeras.Initializers;

namespace DeepKeras.Layers;

/// <summary>
/// (x − mean) / standard deviation of each feature, as given or as <see cref="Adapt(DataArray)"/> finds them in data. After
/// <c>keras.layers.Normalization</c>.
/// </summary>
/// <param name="axis">The axes that have statistics of their own; null: the last; an empty list: one mean and variance for all.</param>
/// <param name="mean">The means, a number or one each; null: from <see cref="Adapt(DataArray)"/>.</param>
/// <param name="variance">The variances, in the shape of the means; null: from <see cref="Adapt(DataArray)"/>.</param>
/// <param name="invert">Whether the layer undoes what it else does: x · standard deviation + mean.</param>
public sealed partial class Normalization(Axes? axis = null, ConstantValue? mean = null, ConstantValue? variance = null, bool invert = false) : Layer, IAdaptable
{
    private const double Epsilon = 1e-7;
    private int[] kept = [];
    private int[] broadcast = [];
    private Variable? meanWeight;
    private Variable? varianceWeight;

    /// <summary>The axes that have statistics of their own.</summary>
    public Axes Axis { get; } = axis is null ? [-1] : [.. axis];

    /// <summary>The means as given; null: from data.</summary>
    public ConstantValue? Mean { get; } = mean is null == variance is null ? mean
        : throw new ArgumentException("mean and variance are given both, or neither.");

    /// <summary>The variances as given; null: from data.</summary>
    public ConstantValue? Variance { get; } = variance is null || variance.Shape.Equals(mean!.Shape) ? variance
        : throw new ArgumentException($"variance: expected the shape of the means, {mean.Shape}, got {variance.Shape}.");

    /// <inheritdoc/>
    protected internal override bool SupportsMasking => true;

    /// <summary>Finds mean and biased variance of each feature in data, and uses them from now on.</summary>
    /// <param name="data">Rows: (batch, …).</param>
    /// <exception cref="InvalidOperationException">The layer was given its mean and variance.</exception>
    /// <exception cref="ShapeException">The data's features are others than those the layer was built for.</exception>
    public void Adapt(DataArray data) => ((IAdaptable)this).Adapt([data.Array]);

    /// <summary>The same of data in batches, which are read once, one after the other.</summary>
    /// <param name="batches">The batches: rows.</param>
    /// <exception cref="InvalidOperationException">The layer was given what it would find.</exception>
    public void Adapt(IEnumerable<DataArray> batches) => ((IAdaptable)this).Adapt(batches.Select(batch => batch.Array));

    void IAdaptable.Adapt(IEnumerable<HostArray> batches)
    {
        FeatureMoments? moments = null;
        foreach (HostArray batch in batches)
        {
            EnsureBuilt([batch.Shape.With(0, Shape.Unknown)]);
            if (meanWeight is null)
            {
                throw new InvalidOperationException($"{Path}: the layer was given its mean and variance; there is nothing to adapt.");
            }

            moments ??= new FeatureMoments(kept, meanWeight.Shape);
            moments.Add(batch, Path);
        }

        if (moments is null)
        {
            throw new ArgumentException($"{Path}: expected one batch of data at least, got none.");
        }

        meanWeight!.Assign(moments.Means());
        varianceWeight!.Assign(moments.Variances());
    }

    /// <inheritdoc/>
    protected override void Build(Shape input)
    {
        kept = Axis.Of(input);
        Shape sizes = kept.Select(a => input[a]).ToArray();
        if (!sizes.IsKnown)
        {
            throw new ShapeException($"expected known sizes along axes {Axis}, got {input}.");
        }

        broadcast = [.. Enumerable.Range(0, input.Rank).Select(a => kept.Contains(a) ? input[a] : 1)];
        if (Mean is null)
        {
            meanWeight = AddWeight("mean", sizes, "zeros", trainable: false);
            varianceWeight = AddWeight("variance", sizes, "ones", trainable: false);

            // Older files have it; nothing reads it.
            AddWeight("count", Shape.Scalar, "zeros", trainable: false, dtype: DeepKeras.DType.Int64);
        }
        else if (Mean.Shape.Rank > kept.Length)
        {
            throw new ShapeException($"expected means of at most {kept.Length} axes for axis {Axis}, got {Mean.Shape}.");
        }
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        DType type = DType.ComputeDType;
        Tensor means = Mean is null ? Ops.Reshape(meanWeight!, broadcast) : Placed(Mean, type);
        Tensor variances = Variance is null ? Ops.Reshape(varianceWeight!, broadcast) : Placed(Variance, type);
        Tensor deviation = Ops.Maximum(Ops.Sqrt(variances), Epsilon);
        return Invert ? means + (Ops.Cast(x, type) * deviation) : (Ops.Cast(x, type) - means) / deviation;
    }

    /// <summary>Given numbers stand along the kept axes, the last ones first.</summary>
    private Tensor Placed(ConstantValue value, DType type)
    {
        int[] sizes = [.. Enumerable.Repeat(1, broadcast.Length)];
        for (int i = 1; i <= value.Shape.Rank; i++)
        {
            sizes[kept[^i]] = value.Shape[^i];
        }

        return Ops.Reshape(value.ToTensor(type), sizes);
    }
}
