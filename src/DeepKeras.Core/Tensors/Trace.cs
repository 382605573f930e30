using DeepKeras.Operations;

namespace DeepKeras;

/// <summary>
/// The making of one graph: which value each variable has so far, what is added to the loss, and whether it is for training.
/// Variables are read as they stood before the step; an update is seen by later reads of the same trace.
/// </summary>
internal sealed class Trace
{
    [ThreadStatic]
    private static Trace? current;

    private readonly Dictionary<Variable, Tensor> values = [];
    private readonly List<Variable> updated = [];
    private readonly Dictionary<Variable, Tensor> reads = [];
    private int randomCount;

    public Trace(bool training, ulong seed = 0, Tensor? step = null)
    {
        Training = training;
        Seed = seed;
        Step = step;
    }

    /// <summary>The graph that this thread is making, if any.</summary>
    public static Trace? Current => current;

    public bool Training { get; }

    public ulong Seed { get; }

    /// <summary>The number of the training step, an int64 scalar that is fed; null where there is none.</summary>
    public Tensor? Step { get; }

    /// <summary>The floating-point dtype in which the layer that is being called computes; null: none is.</summary>
    public DType? ComputeDType { get; set; }

    /// <summary>The path of the layer that is being called; null: none is.</summary>
    public string? Place { get; set; }

    /// <summary>Whether gradients may be taken to the graph's inputs; else they are taken to variables alone.</summary>
    public bool GradientsToInputs { get; init; } = true;

    /// <summary>Whether nothing will be computed: only shapes and dtypes are asked for.</summary>
    public bool ShapesOnly { get; init; }

    /// <summary>Penalties that layers add to the loss.</summary>
    public List<Tensor> Losses { get; } = [];

    /// <summary>The layer that is applied now without the penalty on its own output; null: none.</summary>
    public Layers.Layer? Unpenalized { get; set; }

    /// <summary>How often a variable was changed so far.</summary>
    public int UpdateCount { get; private set; }

    /// <summary>The variables that the graph changes, with their new values.</summary>
    public IEnumerable<(Variable Variable, Tensor Value)> Updates => updated.Select(variable => (variable, values[variable]));

    public static Trace Require(Variable variable) => current
        ?? throw new InvalidOperationException($"the variable {variable.Path} is read outside a layer's Call; use ToNDArray() for its numbers.");

    /// <summary>Makes <see cref="Current"/> this trace until disposed.</summary>
    public Scope Enter() => new(this);

    public Tensor Read(Variable variable)
    {
        if (!values.TryGetValue(variable, out Tensor? value))
        {
            value = new VariableNode(variable).Output;
            values.Add(variable, value);
            reads.Add(variable, value);
        }

        return value;
    }

    /// <summary>As <see cref="Read"/>, in the dtype in which the layer that is being called computes.</summary>
    public Tensor ReadInLayer(Variable variable) =>
        ComputeDType is DType type && variable.AutoCast && variable.DType.IsFloating() ? Ops.Cast(Read(variable), type) : Read(variable);

    /// <summary>The variable as it stood before the step: what gradients are taken to.</summary>
    public Tensor ReadOriginal(Variable variable)
    {
        Read(variable);
        return reads[variable];
    }

    public void Update(Variable variable, Tensor value)
    {
        if (value.DType != variable.DType)
        {
            value = Ops.Cast(value, variable.DType);
        }

        if (!value.Shape.IsCompatibleWith(variable.Shape))
        {
            throw new ShapeException($"{variable.Path}: expected shape {variable.Shape}, got {value.Shape}.");
        }

        UpdateCount++;
        Read(variable);
        if (!updated.Contains(variable))
        {
            updated.Add(variable);
        }

        values[variable] = value;
    }

    /// <summary>
    /// Does something with other values of some variables, and leaves them, and what it changed them to, as they were: so a loop's step moves
    /// variables that are its states.
    /// </summary>
    /// <param name="variables">The variables.</param>
    /// <param name="given">The values that they have meanwhile.</param>
    /// <param name="step">What is done.</param>
    /// <returns>The values that they had at its end.</returns>
    public Tensor[] Instead(IReadOnlyList<Variable> variables, IReadOnlyList<Tensor> given, Action step)
    {
        Tensor[] before = [.. variables.Select(Read)];
        Variable[] changed = [.. updated];
        for (int i = 0; i < variables.Count; i++)
        {
            values[variables[i]] = given[i];
        }

        int count = UpdateCount;
        step();
        Tensor[] after = [.. variables.Select(Read)];
        for (int i = 0; i < variables.Count; i++)
        {
            values[variables[i]] = before[i];
        }

        if (updated.All(variable => changed.Contains(variable) || variables.Contains(variable)))
        {
            UpdateCount = count;
            updated.RemoveAll(variable => !changed.Contains(variable));
        }

        return after;
    }

    /// <summary>Uniform numbers in [0, 1) in the shape of a tensor: the same for the same seed, place and step.</summary>
    public Tensor RandomUniform(Tensor like, ulong? seed = null)
    {
        ulong key = RandomSeed.Combine(seed ?? Seed, (ulong)randomCount++);
        Tensor step = Step ?? Ops.Constant(0L);
        return Ops.Emit(new RandomUniform(key), step, like);
    }

    /// <summary>Normal numbers of mean 0 and standard deviation 1 in the shape and dtype of a tensor.</summary>
    public Tensor RandomNormal(Tensor like) => NormalOf(RandomUniform(like), like.DType);

    /// <summary>Normal numbers of uniform ones in [0, 1).</summary>
    public static Tensor NormalOf(Tensor uniform, DType type)
    {
        // The uniform numbers are multiples of 2⁻²⁴ from 0 on; half a step further they lie evenly inside (−1, 1).
        Tensor symmetric = (2 * uniform) - 1 + Math.ScaleB(1, -24);
        return Ops.Cast(Math.Sqrt(2) * Ops.Erfinv(symmetric), type);
    }

    internal readonly struct Scope : IDisposable
    {
        private readonly Trace? outer;

        public Scope(Trace trace)
        {
            outer = current;
            current = trace;
        }

        public void Dispose() => current = outer;
    }
}
