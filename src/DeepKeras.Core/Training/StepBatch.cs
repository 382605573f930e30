namespace DeepKeras;

/// <summary>A batch in the graph of a step: symbolic tensors whose first axis is the rows, their number unknown.</summary>
/// <param name="X">The inputs.</param>
/// <param name="Y">The targets; none in a prediction, or where the data have none.</param>
/// <param name="SampleWeights">A weight a row for each target; null: all 1.</param>
public sealed record StepBatch(IReadOnlyList<Tensor> X, IReadOnlyList<Tensor> Y, IReadOnlyList<Tensor?> SampleWeights)
{
    /// <summary>The number of rows, a float32 scalar.</summary>
    public Tensor Rows => Ops.Cast(Ops.Size(X.Concat(Y).FirstOrDefault(tensor => tensor.DType != DType.String) ?? X[0], 0), DType.Float32);

    /// <summary>Whether the step trains.</summary>
    public bool Training => Trace.Training;

    /// <summary>What is fed to the graph.</summary>
    internal IReadOnlyList<Tensor> Inputs => [.. X, .. Y, .. SampleWeights.OfType<Tensor>()];

    /// <summary>The graph that is being made.</summary>
    internal Trace Trace { get; } = Trace.Current ?? throw new InvalidOperationException("a batch is part of a graph that is being made.");

    /// <summary>Uniform numbers in [0, 1) of a tensor's shape, others in each step: a function of the model's seed and the step.</summary>
    /// <param name="like">Gives the shape.</param>
    public Tensor RandomUniform(Tensor like) => Trace.RandomUniform(like);

    /// <summary>Normal numbers of mean 0 and standard deviation 1 of a tensor's shape, others in each step: a function of the model's seed and the step.</summary>
    /// <param name="like">Gives the shape and the dtype.</param>
    public Tensor RandomNormal(Tensor like) => Trace.RandomNormal(like);
}
