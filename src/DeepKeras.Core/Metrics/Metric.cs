using DeepKeras.Layers;
using DeepKeras.Saving;

namespace DeepKeras.Metrics;

/// <summary>
/// A number that is watched during training: state that each batch updates, and a result. Both are part of the step's graph, so nothing
/// comes back to the host until it is shown. After <c>keras.metrics.Metric</c>.
/// </summary>
[KerasModule("keras.metrics")]
public abstract class Metric : KerasObject
{
    private readonly List<Variable> variables = [];
    private string? name;
    private DType? dtype;

    /// <summary>The metric's name, under which it stands in the history; the class's in snake case unless set.</summary>
    public string Name
    {
        get => name ?? DefaultName;
        init => name = value;
    }

    /// <summary>The dtype of the metric's state, and mostly of its computation: float32, int64 for the intersections over unions.</summary>
    public DType DType
    {
        get => dtype ?? DefaultDType;
        init => dtype = value;
    }

    /// <summary>The accuracy that fits the targets and predictions: Keras's <c>"accuracy"</c>.</summary>
    public static Metric Accuracy => "accuracy";

    /// <summary>The metric's state so far made: all of it once a graph with an update has been made.</summary>
    internal virtual IReadOnlyList<Variable> Variables => variables;

    private protected virtual string DefaultName => KerasNames.SnakeCase(ClassName);

    private protected virtual DType DefaultDType => DType.Float32;

    /// <summary>A metric by its Keras name, such as <c>accuracy</c> or <c>mae</c>, which it is then called; also a loss by its name, such as <c>huber</c>.</summary>
    /// <exception cref="ConfigException">There is none of that name.</exception>
    public static implicit operator Metric(string name)
    {
        Metric made = Named(name, "");
        made.GivenName = name;
        return made;
    }

    /// <summary>The name by which it was asked for, under which a compile config has it; null: it was made as an object.</summary>
    internal string? GivenName { get; private set; }

    /// <summary>Adds a batch to the state, in the graph that is being made.</summary>
    /// <param name="yTrue">The targets.</param>
    /// <param name="yPred">The predictions.</param>
    /// <param name="sampleWeight">Weights; null: all 1.</param>
    public abstract void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null);

    /// <summary>The result of the state so far, in the graph that is being made.</summary>
    public abstract Tensor Result();

    /// <summary>Forgets all batches.</summary>
    public virtual void ResetState()
    {
        foreach (Variable variable in Variables)
        {
            variable.Reset();
        }
    }

    /// <summary>The metric of a name as <c>compile</c> takes it; the metric is called so.</summary>
    internal static Metric Named(string name, string path)
    {
        Metric metric = (Metric?)AutomaticAccuracy.OfName(name) ?? MeanMetricWrapper.OfLoss(name) ?? KerasRegistry.Get<Metric>(name, path);
        metric.name = name;
        return metric;
    }

    /// <inheritdoc/>
    protected internal override void WriteBaseConfig(ConfigWriter writer)
    {
        writer.Key("name").Write(Name);
        writer.Key("dtype").Write(DType.KerasName());
    }

    /// <inheritdoc/>
    protected internal override void ReadBaseConfig(ConfigReader reader)
    {
        if (reader.TryTake("name", out ConfigValue given) && !given.IsNull)
        {
            name = given.AsString();
        }

        if (reader.TryTake("dtype", out ConfigValue type) && !type.IsNull)
        {
            dtype = DTypePolicy.Read(type).ComputeDType;
        }
    }

    /// <summary>The state variable of a name; made, as zeros, when it is first asked for.</summary>
    /// <param name="stateName">Its name, unique in the metric.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="type">Its dtype; null: the metric's.</param>
    /// <exception cref="ShapeException">It was made in another shape: the batches of a metric are of one kind.</exception>
    protected Variable State(string stateName, Shape shape, DType? type = null)
    {
        foreach (Variable made in variables)
        {
            if (made.Name == stateName)
            {
                return made.Shape.Equals(shape) ? made : throw new ShapeException($"{Name}: {stateName} has shape {made.Shape}, but these batches need {shape}; use another {ClassName} for them.");
            }
        }

        var variable = new Variable(stateName, shape, type ?? DType, null, trainable: false);
        variables.Add(variable);
        return variable;
    }

    /// <summary>Sets a state variable's new value.</summary>
    protected static void Assign(Variable variable, Tensor value) => Trace.Require(variable).Update(variable, value);

    /// <summary>Adds to a state variable.</summary>
    private protected static void Add(Variable variable, Tensor value) => Assign(variable, variable + Ops.Cast(value, variable.DType));
}
