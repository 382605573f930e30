using NumSharp;

namespace DeepKeras;

/// <summary>
/// State that outlives a step: a layer's weight, an optimizer's momentum, a metric's total. Its first value is made when it is first
/// needed, from the initializer, the model's seed and the variable's path alone.
/// </summary>
public sealed class Variable
{
    private readonly Action<HostArray, ulong>? initialize;
    private HostArray? value;

    /// <summary>A variable whose first value a function fills in.</summary>
    /// <param name="name">Its own name, such as <c>kernel</c>.</param>
    /// <param name="shape">Its shape; every size is known.</param>
    /// <param name="dtype">The type of its elements.</param>
    /// <param name="initialize">Fills the first value, given a seed; null: zeros.</param>
    /// <param name="trainable">Whether training moves it.</param>
    internal Variable(string name, Shape shape, DType dtype, Action<HostArray, ulong>? initialize, bool trainable)
    {
        if (!shape.IsKnown)
        {
            throw new ShapeException($"variable \"{name}\" cannot have the unknown size in {shape}; give the input's shape in full.");
        }

        Name = Path = name;
        Shape = shape;
        DType = dtype;
        Trainable = trainable;
        this.initialize = initialize;
    }

    /// <summary>Its own name, such as <c>kernel</c>.</summary>
    public string Name { get; }

    /// <summary>Its place, such as <c>dense_1/kernel</c>; unique within a model.</summary>
    public string Path { get; internal set; }

    /// <summary>Its shape.</summary>
    public Shape Shape { get; }

    /// <summary>The type of its elements.</summary>
    public DType DType { get; }

    /// <summary>Whether training moves it. A layer's <see cref="Layers.Layer.Trainable"/> can hold it still as well.</summary>
    public bool Trainable { get; internal set; }

    /// <summary>Whether its layer reads it in the dtype in which the layer computes. Statistics and what multiplies them stay as they are.</summary>
    internal bool AutoCast { get; init; } = true;

    /// <summary>Seeds the first value, together with the path.</summary>
    internal ulong Seed { get; set; }

    /// <summary>The penalty its layer puts on it, if any.</summary>
    internal Regularizers.Regularizer? Regularizer { get; init; }

    /// <summary>What every step forces it back into, if anything.</summary>
    internal Constraints.Constraint? Constraint { get; init; }

    /// <summary>Whether the first value has been made.</summary>
    internal bool IsInitialized => value is not null;

    /// <summary>Whoever holds a newer value elsewhere (on a device, in a session), if anyone.</summary>
    internal IVariableResidence? Residence { get; set; }

    /// <summary>The value in the host's memory, up to date. An engine that trains in place writes here; whoever writes here calls <see cref="Changed"/>.</summary>
    internal HostArray Host
    {
        get
        {
            if (value is null)
            {
                var fresh = new HostArray(DType, Shape);
                if (initialize is null)
                {
                    fresh.Bytes.Clear();
                }
                else
                {
                    initialize(fresh, RandomSeed.Combine(Seed, Path));
                }

                value = fresh;
            }

            Residence?.Download(this);
            return value;
        }
    }

    /// <summary>A copy of the value.</summary>
    public NDArray ToNDArray() => HostArrayConversions.ToNDArray(Host);

    /// <summary>Sets the value.</summary>
    /// <param name="values">As many numbers as the variable holds, in row-major order.</param>
    /// <exception cref="ShapeException">Another number of elements.</exception>
    public void Assign(ReadOnlySpan<float> values) => Assign(HostArray.Of(values, values.Length == Shape.Elements ? Shape : [values.Length]));

    internal void Assign(HostArray source)
    {
        if (!source.Shape.Equals(Shape))
        {
            throw new ShapeException($"{Path}: expected shape {Shape}, got {source.Shape}.");
        }

        value ??= new HostArray(DType, Shape);
        (source.Type == DType ? source : source.Cast(DType)).Bytes.CopyTo(value.Bytes);
        Changed();
    }

    /// <summary>The host's memory for a value that is about to be written whole: neither made first nor fetched from elsewhere. The writer calls <see cref="Changed"/>.</summary>
    internal HostArray HostToOverwrite => value ??= new HostArray(DType, Shape);

    /// <summary>Forgets the value, so that the next use makes the first one anew.</summary>
    internal void Reset()
    {
        if (value is null)
        {
            return;
        }

        if (initialize is null)
        {
            value.Bytes.Clear();
        }
        else
        {
            initialize(value, RandomSeed.Combine(Seed, Path));
        }

        Changed();
    }

    /// <summary>Tells a residence that the host's value is the newer one.</summary>
    internal void Changed() => Residence?.Invalidate(this);

    /// <summary>Path, shape and dtype.</summary>
    public override string ToString() => $"{Path} {Shape} {DType.KerasName()}";
}

/// <summary>An engine that keeps variables outside the host's memory.</summary>
internal interface IVariableResidence
{
    /// <summary>Brings the host's copy up to date, if a step has moved the variable since.</summary>
    void Download(Variable variable);

    /// <summary>The host's copy was written: it is to be sent before the next step.</summary>
    void Invalidate(Variable variable);
}
