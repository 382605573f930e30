using DeepKeras.Saving;
using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// How a step moves the weights along their gradients. An update is written once, over tensors, and becomes part of the step's graph.
/// After <c>keras.optimizers.Optimizer</c>.
/// </summary>
[KerasModule("keras.optimizers")]
public abstract class Optimizer : KerasObject
{
    private readonly List<Variable> variables = [];
    private readonly Variable iterations;
    private Variable? rate;
    private Dictionary<Variable, int>? places;

    /// <summary>An optimizer with a learning rate.</summary>
    private protected Optimizer(LearningRate learningRate)
    {
        Schedule = learningRate.Schedule;
        iterations = AddVariable("iteration", Shape.Scalar, DeepKeras.DType.Int64);
        if (Schedule is null)
        {
            rate = AddVariable("learning_rate", Shape.Scalar);
            rate.Host.Fill(learningRate.Value);
        }
    }

    private readonly string? name;

    /// <summary>The optimizer's name; the class's in snake case unless set.</summary>
    public string Name
    {
        get => name ?? ClassName.ToLowerInvariant();
        init => name = value;
    }

    /// <summary>The learning rate's schedule; null: fixed.</summary>
    [NotConfig]
    public LearningRateSchedule? Schedule { get; }

    /// <summary>The learning rate of the next step; it can be changed while training, unless there is a schedule.</summary>
    /// <exception cref="InvalidOperationException">Set while there is a schedule.</exception>
    [NotConfig]
    public float CurrentLearningRate
    {
        get => rate is not null ? rate.Host.As<float>()[0] : throw new InvalidOperationException($"{Name}: the learning rate follows a schedule.");
        set
        {
            if (rate is null)
            {
                throw new InvalidOperationException($"{Name}: the learning rate follows a schedule and cannot be set.");
            }

            rate.Host.Fill(value);
            rate.Changed();
        }
    }

    /// <summary>The number of steps taken.</summary>
    public long Iterations => iterations.Host.As<long>()[0];

    /// <summary>The optimizer's state: the step counter, the learning rate, then what the method keeps for each weight.</summary>
    internal IReadOnlyList<Variable> Variables => variables;

    /// <summary>An optimizer by its Keras name, such as <c>adam</c>, with its defaults.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Optimizer(string name) => KerasRegistry.Get<Optimizer>(name);

    /// <summary>Makes the state for the weights, once.</summary>
    /// <exception cref="InvalidOperationException">It was made for other weights before.</exception>
    internal void Build(IReadOnlyList<Variable> weights)
    {
        if (places is null)
        {
            places = weights.Select((weight, i) => (weight, i)).ToDictionary(pair => pair.weight, pair => pair.i);
            CreateState(weights);
        }
        else if (weights.Any(weight => !places.ContainsKey(weight)))
        {
            throw new InvalidOperationException($"{Name}: the optimizer was made for other weights; compile the model with a new one.");
        }
    }

    /// <summary>Adds the step to the graph that is being made.</summary>
    /// <param name="gradients">One for each weight.</param>
    /// <param name="weights">The weights.</param>
    internal void Apply(IReadOnlyList<Tensor> gradients, IReadOnlyList<Variable> weights)
    {
        Build(weights);
        Tensor step = iterations;
        Tensor learningRate = Schedule is null ? rate! : Ops.Cast(Schedule.Rate(step), DeepKeras.DType.Float32);
        for (int i = 0; i < weights.Count; i++)
        {
            Update(gradients[i], weights[i], places![weights[i]], learningRate, step);
        }

        foreach (Variable weight in weights)
        {
            if (weight.Constraint is { } constraint)
            {
                Assign(weight, constraint.Project(weight));
            }
        }

        Assign(iterations, step + 1);
    }

    /// <summary>After the last step of a training: a method that keeps averages of the weights puts them in place. Keras's <c>finalize_variable_values</c>.</summary>
    internal virtual void FinalizeWeights(IReadOnlyList<Variable> weights)
    {
    }

    /// <summary>Makes what the method keeps for each weight.</summary>
    private protected abstract void CreateState(IReadOnlyList<Variable> weights);

    /// <summary>The update of one weight: calls <see cref="Assign"/> for it and for its state.</summary>
    /// <param name="gradient">Of the weight's shape and dtype.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="index">Its place among the weights that <see cref="CreateState"/> got.</param>
    /// <param name="learningRate">A float32 scalar.</param>
    /// <param name="step">The number of steps before, an int64 scalar.</param>
    private protected abstract void Update(Tensor gradient, Variable weight, int index, Tensor learningRate, Tensor step);

    private protected static void Assign(Variable variable, Tensor value) => Trace.Require(variable).Update(variable, value);

    /// <summary>Makes a state variable that starts at zero, like a weight.</summary>
    private protected Variable AddVariableLike(Variable weight, string suffix) =>
        AddVariable($"{weight.Path.Replace('/', '_')}_{suffix}", weight.Shape, weight.DType);

    private protected Variable AddVariable(string variableName, Shape shape, DType type = DeepKeras.DType.Float32)
    {
        var variable = new Variable(variableName, shape, type, null, trainable: false);
        variables.Add(variable);
        return variable;
    }
}
