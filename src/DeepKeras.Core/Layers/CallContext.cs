namespace DeepKeras.Layers;

/// <summary>What a layer's <c>Call</c> may know and do besides its inputs.</summary>
public sealed class CallContext
{
    private readonly Layer layer;
    private readonly IReadOnlyList<Tensor?> masks;
    private readonly IReadOnlyDictionary<string, object?>? arguments;

    internal CallContext(Layer layer, Trace trace, IReadOnlyList<Tensor?> masks, IReadOnlyDictionary<string, object?>? arguments)
    {
        this.layer = layer;
        this.masks = masks;
        this.arguments = arguments;
        Trace = trace;
    }

    /// <summary>Whether the graph is for training: dropout drops, batch normalization uses the batch. Training and inference are traced apart.</summary>
    public bool Training => arguments is not null && arguments.TryGetValue("training", out object? given) && given is bool training ? training : Trace.Training;

    /// <summary>The mask that came with an input, bool (batch, steps); null: every step counts.</summary>
    public Tensor? Mask(int input = 0) => input < masks.Count ? masks[input] : null;

    /// <summary>A further operand by its Keras name; null: not given.</summary>
    public Tensor? Argument(string name) => arguments is not null && arguments.TryGetValue(name, out object? value) ? value as Tensor : null;

    /// <summary>The tensors that were given as a further operand, one or a list; none: not given.</summary>
    internal IReadOnlyList<Tensor> Tensors(string name) =>
        arguments is not null && arguments.TryGetValue(name, out object? value) ? [.. Models.CallArguments.Tensors(value)] : [];

    /// <summary>Whether a further operand or switch was given, and it.</summary>
    internal bool TryArgument<T>(string name, out T value)
    {
        if (arguments is not null && arguments.TryGetValue(name, out object? given) && given is T typed)
        {
            value = typed;
            return true;
        }

        value = default!;
        return false;
    }

    /// <summary>Changes a variable at the end of the step; later reads in the same graph see the new value.</summary>
    public void Update(Variable variable, Tensor value) => Trace.Update(variable, value);

    /// <summary>Adds a scalar to the loss.</summary>
    public void AddLoss(Tensor loss) => Trace.Losses.Add(loss.Shape.Rank == 0 ? loss : Ops.Sum(loss));

    /// <summary>Adds the penalty on an output to the loss, divided by the batch size.</summary>
    internal void Penalize(Regularizers.Regularizer? regularizer, Tensor output)
    {
        if (regularizer is not null && Trace.Unpenalized != layer)
        {
            AddLoss(PerRow(regularizer.Penalty(output), output));
        }
    }

    /// <summary>A number of a whole output, divided by the output's batch size.</summary>
    internal static Tensor PerRow(Tensor number, Tensor output) =>
        output.Shape.Rank == 0 ? number : number / Ops.Cast(Ops.Size(output, 0), number.DType);

    /// <summary>Uniform numbers in [0, 1) of a tensor's shape: a function of the model's seed, the layer's path and the step alone.</summary>
    /// <param name="like">Gives the shape.</param>
    /// <param name="seed">A seed of the layer's own instead of the model's.</param>
    public Tensor RandomUniform(Tensor like, long? seed = null) =>
        Trace.RandomUniform(like, RandomSeed.Combine(seed is long own ? (ulong)own : Trace.Seed, layer.Path));

    /// <summary>Normal numbers of mean 0 and standard deviation 1 in a tensor's shape and dtype: a function of the model's seed, the layer's path and the step alone.</summary>
    /// <param name="like">Gives the shape and the dtype.</param>
    /// <param name="seed">A seed of the layer's own instead of the model's.</param>
    public Tensor RandomNormal(Tensor like, long? seed = null) => Trace.NormalOf(RandomUniform(like, seed), like.DType);

    internal Trace Trace { get; }
}
