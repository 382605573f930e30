namespace DeepKeras.Data;

/// <summary>Inputs with targets and, if there are any, weights: what a model is fitted to or evaluated on.</summary>
public sealed record TrainingData
{
    /// <summary>One input and one target.</summary>
    /// <param name="x">The inputs, a row each.</param>
    /// <param name="y">The targets, a row each.</param>
    /// <param name="sampleWeight">A weight for each row; null: all 1.</param>
    /// <exception cref="ShapeException">The numbers of rows differ.</exception>
    public TrainingData(DataArray x, DataArray y, DataArray? sampleWeight = null)
        : this([x], [y], sampleWeight is null ? null : [sampleWeight])
    {
    }

    /// <summary>Several inputs and targets, in the model's order.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The targets.</param>
    /// <param name="sampleWeights">Weights, for each target (null: all 1) or one for all.</param>
    /// <exception cref="ShapeException">The numbers of rows differ.</exception>
    public TrainingData(IReadOnlyList<DataArray> x, IReadOnlyList<DataArray> y, IReadOnlyList<DataArray?>? sampleWeights = null)
    {
        X = x;
        Y = y;
        SampleWeights = sampleWeights;
        Rows = x[0].Rows;
        foreach ((string what, DataArray array) in x.Select(a => ("x", a)).Concat(y.Select(a => ("y", a))).Concat((sampleWeights ?? []).OfType<DataArray>().Select(a => ("sample weight", a))))
        {
            if (array.Shape.Rank == 0 || array.Rows != Rows)
            {
                throw new ShapeException($"every array has as many rows as the first input, {Rows}; got {what} of shape {array.Shape}.");
            }
        }
    }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<DataArray> X { get; }

    /// <summary>The targets.</summary>
    public IReadOnlyList<DataArray> Y { get; }

    /// <summary>The weights; null: all 1.</summary>
    public IReadOnlyList<DataArray?>? SampleWeights { get; init; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>Inputs and targets.</summary>
    public static implicit operator TrainingData((DataArray X, DataArray Y) pair) => new(pair.X, pair.Y);
}
