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
    /// <param name="x">The inputs, one or more.</param>
    /// <param name="y">The targets, one for each output, or one for each output that has a loss.</param>
    /// <param name="sampleWeights">Weights, for each target (null: all 1) or one for all.</param>
    /// <exception cref="ShapeException">The numbers of rows differ.</exception>
    public TrainingData(IReadOnlyList<DataArray> x, IReadOnlyList<DataArray> y, IReadOnlyList<DataArray?>? sampleWeights = null)
        : this(new NamedArrays(null, x), new NamedArrays(null, y), sampleWeights is null ? null : new NamedArrays(null, sampleWeights))
    {
    }

    /// <summary>Targets by the outputs' names.</summary>
    /// <param name="x">The inputs, in the model's order.</param>
    /// <param name="y">The targets by name.</param>
    /// <param name="sampleWeights">Weights for some of the targets.</param>
    /// <exception cref="ShapeException">The numbers of rows differ.</exception>
    public TrainingData(IReadOnlyList<DataArray> x, IReadOnlyDictionary<string, DataArray> y, IReadOnlyDictionary<string, DataArray>? sampleWeights = null)
        : this(new NamedArrays(null, x), NamedArrays.Of(y), sampleWeights is null ? null : NamedArrays.Of(sampleWeights))
    {
    }

    /// <summary>Inputs and targets by name.</summary>
    /// <param name="x">The inputs by name.</param>
    /// <param name="y">The targets by name.</param>
    /// <param name="sampleWeights">Weights for some of the targets.</param>
    /// <exception cref="ShapeException">The numbers of rows differ.</exception>
    public TrainingData(IReadOnlyDictionary<string, DataArray> x, IReadOnlyDictionary<string, DataArray> y, IReadOnlyDictionary<string, DataArray>? sampleWeights = null)
        : this(NamedArrays.Of(x), NamedArrays.Of(y), sampleWeights is null ? null : NamedArrays.Of(sampleWeights))
    {
    }

    internal TrainingData(NamedArrays x, NamedArrays y, NamedArrays? weights)
    {
        if (x.Arrays.Count == 0)
        {
            throw new ShapeException("a model is fitted to at least one input; got none.");
        }

        Inputs = x;
        Targets = y;
        Weights = weights;
        DataArray first = x.Arrays[0]!;
        if (first.Shape.Rank == 0)
        {
            throw new ShapeException("the first axis of every array is its rows; got a single number.");
        }

        Rows = first.Rows;
        foreach ((string what, DataArray array) in x.Named("x").Concat(y.Named("y")).Concat(weights?.Named("sample weight") ?? []))
        {
            if (array.Shape.Rank == 0 || array.Rows != Rows)
            {
                throw new ShapeException($"every array has as many rows as the first input, {Rows}; got {what} of shape {array.Shape}.");
            }
        }
    }

    /// <summary>Inputs without targets, for a model whose own <c>TrainStep</c> needs none.</summary>
    /// <param name="x">The inputs, one or more.</param>
    /// <exception cref="ShapeException">The numbers of rows differ, or there is no input.</exception>
    public static TrainingData Unlabelled(params IReadOnlyList<DataArray> x) => new(new NamedArrays(null, x), new NamedArrays(null, []), null);

    /// <summary>The inputs.</summary>
    public IReadOnlyList<DataArray> X => [.. Inputs.Arrays.Select(array => array!)];

    /// <summary>The targets.</summary>
    public IReadOnlyList<DataArray> Y => [.. Targets.Arrays.Select(array => array!)];

    /// <summary>The weights; null: all 1.</summary>
    public IReadOnlyList<DataArray?>? SampleWeights
    {
        get => Weights?.Arrays;
        init => Weights = value is null ? null : new NamedArrays(null, value);
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    internal NamedArrays Inputs { get; }

    internal NamedArrays Targets { get; }

    internal NamedArrays? Weights { get; private init; }

    /// <summary>Inputs and targets.</summary>
    public static implicit operator TrainingData((DataArray X, DataArray Y) pair) => new(pair.X, pair.Y);

    /// <summary>Some of the rows, copied.</summary>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="end">The row after the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public TrainingData Slice(int start, int end) => new(Inputs.Slice(start, end), Targets.Slice(start, end), Weights?.Slice(start, end));

    /// <summary>Some of the rows in a given order, copied.</summary>
    internal TrainingData Take(IReadOnlyList<int> rows) => new(Inputs.Take(rows), Targets.Take(rows), Weights?.Take(rows));
}
