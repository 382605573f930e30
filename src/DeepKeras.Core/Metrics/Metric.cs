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

    /// <summary>The metric's name, under which it stands in the history; the class's in snake case unless set.</summary>
    public string Name
    {
        get => name ?? KerasNames.SnakeCase(ClassName);
        init => name = value;
    }

    /// <summary>The accuracy that fits the loss and the targets: Keras's <c>"accuracy"</c>.</summary>
    public static Metric Accuracy => "accuracy";

    /// <summary>The metric's state.</summary>
    internal IReadOnlyList<Variable> Variables => variables;

    /// <summary>A metric by its Keras name, such as <c>accuracy</c> or <c>mae</c>.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Metric(string name)
    {
        Metric metric = AutomaticAccuracy.Named(name) ?? KerasRegistry.Get<Metric>(name);
        metric.GivenName = name;

        // As in Keras the name asked for is the name in the history: mse stays mse.
        metric.name = name;
        return metric;
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
        foreach (Variable variable in variables)
        {
            variable.Reset();
        }
    }

    internal void SuggestName(string suggestion) => name ??= suggestion;

    /// <summary>Makes a state variable that starts at zero.</summary>
    protected Variable AddState(string stateName, Shape shape, DType dtype = DType.Float32)
    {
        var variable = new Variable(stateName, shape, dtype, null, trainable: false);
        variables.Add(variable);
        return variable;
    }

    /// <summary>Sets a state variable's new value.</summary>
    protected static void Assign(Variable variable, Tensor value) => Trace.Require(variable).Update(variable, value);
}
