using DeepKeras.Data;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// Numbers as the integers of the bins that they lie in: bin 0 lies below the first boundary, and a boundary belongs to the bin above it; NaN
/// lies in the last. Boundaries are given, or found by <see cref="Adapt(DataArray)"/> so that each bin holds alike many values. After
/// <c>keras.layers.Discretization</c>.
/// </summary>
/// <param name="binBoundaries">The boundaries, ascending; null: from data.</param>
/// <param name="numBins">How many bins to find in data, 1 or more; null where boundaries are given.</param>
/// <param name="epsilon">How exact the shares of the found bins are, above 0; smaller takes more time.</param>
/// <param name="outputMode">What becomes of the integers.</param>
[ConfigFixed("sparse", false)]
public sealed partial class Discretization(IReadOnlyList<double>? binBoundaries = null, int? numBins = null, double epsilon = 0.01, CategoryOutput outputMode = CategoryOutput.Int)
    : Layer, IAdaptable
{
    private double[]? boundaries = binBoundaries is null && numBins is null ? throw new ArgumentException("bin_boundaries, or num_bins, must be given; got neither.") : binBoundaries?.ToArray();

    /// <summary>The boundaries; null: not found yet.</summary>
    public IReadOnlyList<double>? BinBoundaries => boundaries;

    /// <summary>How many bins to find in data.</summary>
    public int? NumBins { get; } = Hyperparameter.AtLeast(1, numBins);

    /// <summary>How exact the shares of the found bins are.</summary>
    public double Epsilon { get; } = Hyperparameter.Positive(epsilon);

    /// <summary>What becomes of the integers.</summary>
    public CategoryOutput OutputMode { get; } = CategoryRules.WithoutTfIdf(outputMode);

    /// <summary>Finds the boundaries in data.</summary>
    /// <param name="data">Numbers of any shape.</param>
    /// <exception cref="InvalidOperationException">The layer was given its boundaries.</exception>
    public void Adapt(DataArray data) => ((IAdaptable)this).Adapt([data.Array]);

    void IAdaptable.Adapt(IEnumerable<HostArray> batches)
    {
        int bins = NumBins ?? throw new InvalidOperationException($"{Path}: the layer was given its boundaries; there is nothing to adapt.");
        var summary = new QuantileSummary(Epsilon);
        foreach (HostArray batch in batches)
        {
            summary.Add(batch);
        }

        boundaries = summary.Boundaries(bins);
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    protected override Tensor Call(Tensor x, CallContext context)
    {
        if (boundaries is null)
        {
            throw new InvalidOperationException($"{Path}: the layer has no boundaries yet; give them, or call Adapt.");
        }

        float[] edges = [.. boundaries.Select(edge => (float)edge)];
        Tensor numbers = Ops.ExpandDims(Ops.Cast(x, DeepKeras.DType.Float32), -1);
        Tensor above = Ops.LogicalNot(Ops.Less(numbers, Ops.Constant(edges)));
        Tensor bins = Ops.Cast(Ops.Sum(Ops.Cast(above, DeepKeras.DType.Int32), [-1]), DeepKeras.DType.Int32);
        return CategoryRules.Encode(bins, OutputMode, edges.Length + 1, OutputMode == CategoryOutput.Int ? DeepKeras.DType.Int32 : DType.ComputeDType);
    }

    /// <summary>Keras's class takes neither <c>trainable</c> nor a policy object.</summary>
    protected internal override void WriteBaseConfig(ConfigWriter writer)
    {
        writer.Key("name").Write(Name);
        writer.Key("dtype").Write(DType.Name);
    }
}
