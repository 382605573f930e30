using DeepKeras.Saving;
using DeepKeras.Schedules;

namespace DeepKeras.Optimizers;

/// <summary>
/// How a step moves the weights along their gradients. An update is written once, over tensors, and becomes part of the step's graph.
/// Methods that move each weight by its own gradient derive from <see cref="WeightOptimizer"/>. After <c>keras.optimizers.Optimizer</c>.
/// </summary>
[KerasModule("keras.optimizers")]
public abstract class Optimizer : KerasObject
{
    private readonly List<Variable> variables = [];
    private readonly HashSet<Variable> unscoped = [];
    private readonly Variable? rate;
    private readonly string? name;
    private IReadOnlyList<Variable>? weights;
    private Dictionary<Variable, int>? places;

    /// <summary>An optimizer with a learning rate.</summary>
    private protected Optimizer(LearningRate learningRate)
    {
        Schedule = learningRate.Schedule;
        Counter = AddVariable("iteration", Shape.Scalar, DType.Int64);
        if (Schedule is null)
        {
            rate = AddVariable("learning_rate", Shape.Scalar, DType.Float32, learningRate.Value);
        }
    }

    /// <summary>The optimizer's name; the class's in snake case unless set.</summary>
    public string Name
    {
        get => name ?? KerasNames.SnakeCase(ClassName);
        init => name = value;
    }

    /// <summary>The learning rate: the number that holds now, or the schedule.</summary>
    public LearningRate LearningRate => Schedule is null ? CurrentLearningRate : Schedule;

    /// <summary>The learning rate's schedule; null: fixed.</summary>
    [NotConfig]
    public LearningRateSchedule? Schedule { get; }

    /// <summary>The learning rate of the next step; it can be changed while training, unless there is a schedule.</summary>
    /// <exception cref="InvalidOperationException">Set while there is a schedule.</exception>
    [NotConfig]
    public virtual float CurrentLearningRate
    {
        get => rate is not null ? rate.Host.As<float>()[0] : ScheduledRate();
        set
        {
            if (rate is null)
            {
                throw new InvalidOperationException($"{Name}: the learning rate follows a schedule and cannot be set.");
            }

            rate.Host.Fill(Hyperparameter.NotNegative(value, "learningRate"));
            rate.Changed();
        }
    }

    /// <summary>The number of steps taken.</summary>
    public virtual long Iterations => Batches;

    /// <summary>The number of batches seen: more than <see cref="Iterations"/> where gradients are accumulated.</summary>
    internal virtual long Batches => Counter.Host.As<long>()[0];

    /// <summary>The optimizer's state: the step counter, the learning rate unless it is a schedule's, then what the method keeps, in Keras's order.</summary>
    internal virtual IReadOnlyList<Variable> Variables
    {
        get
        {
            // The name is known only after the constructor.
            foreach (Variable variable in variables)
            {
                variable.Path = unscoped.Contains(variable) ? variable.Name : $"{Name}/{variable.Name}";
            }

            return variables;
        }
    }

    /// <summary>The number of steps before.</summary>
    private protected Variable Counter { get; }

    /// <summary>The weights that the state was made for.</summary>
    private protected IReadOnlyList<Variable> Weights => weights ?? throw new InvalidOperationException($"{Name}: the optimizer has no state before it is built.");

    /// <summary>An optimizer by its Keras name, such as <c>adam</c>, with its defaults.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator Optimizer(string name) => KerasRegistry.Get<Optimizer>(name);

    /// <summary>Whether the state was made.</summary>
    internal bool IsBuilt => places is not null;

    /// <summary>Makes the state for the weights, once.</summary>
    /// <exception cref="InvalidOperationException">It was made for other weights before.</exception>
    internal void Build(IReadOnlyList<Variable> weights)
    {
        if (places is null)
        {
            places = weights.Select((weight, i) => (weight, i)).ToDictionary(pair => pair.weight, pair => pair.i);
            this.weights = [.. weights];
            CreateAllState(weights);
        }
        else if (weights.FirstOrDefault(weight => !places.ContainsKey(weight)) is { } unknown)
        {
            throw new InvalidOperationException($"{Name}: the optimizer was made for other weights, without {unknown.Path}; compile the model with a new one.");
        }
    }

    /// <summary>Adds to the graph that is being made: the gradients of the loss, and the step along them.</summary>
    /// <param name="loss">A floating-point scalar.</param>
    /// <param name="weights">The weights; those that the loss does not depend on stay as they are.</param>
    /// <exception cref="InvalidOperationException">The loss depends on none of the weights, or the optimizer was made for other weights.</exception>
    public void Minimize(Tensor loss, IReadOnlyList<Variable> weights)
    {
        Build(weights);
        Apply(Ops.Gradients(ScaleLoss(loss), weights), weights);
    }

    /// <summary>Adds the step along gradients to the graph that is being made, as <c>apply</c> in Keras.</summary>
    /// <param name="gradients">From <see cref="Ops.Gradients(Tensor, IReadOnlyList{Variable})"/>: one for each weight; null: the weight stays as it is.</param>
    /// <param name="weights">The weights.</param>
    /// <exception cref="InvalidOperationException">There is no gradient at all, or the state was made for other weights.</exception>
    public void Apply(IReadOnlyList<Tensor?> gradients, IReadOnlyList<Variable> weights)
    {
        Build(weights);
        if (gradients.All(gradient => gradient is null))
        {
            throw new InvalidOperationException($"{Name}: the loss depends on none of the weights.");
        }

        Step(gradients, weights);
    }

    /// <summary>What gradients are taken of: the loss, or a multiple that <see cref="Apply"/> expects.</summary>
    internal virtual Tensor ScaleLoss(Tensor loss) => loss;

    /// <summary>The weights with their moving averages, where such are kept and made.</summary>
    internal virtual IEnumerable<(Variable Weight, Variable Average)> MovingAverages => [];

    /// <summary>Sets the weights to what they are to be at the end of training, such as their moving averages.</summary>
    internal virtual void FinalizeWeights()
    {
    }

    /// <summary>Sets what the loss is multiplied by and gradients are divided by, for an optimizer around this one; null: 1.</summary>
    internal virtual void SetLossScale(double? factor)
    {
    }

    /// <summary>Makes what the method keeps.</summary>
    private protected abstract void CreateAllState(IReadOnlyList<Variable> weights);

    /// <summary>The step; <see cref="Build"/> was called and some gradient is not null.</summary>
    private protected abstract void Step(IReadOnlyList<Tensor?> gradients, IReadOnlyList<Variable> weights);

    /// <summary>Its place among the weights that <see cref="CreateAllState"/> got.</summary>
    private protected int PlaceOf(Variable weight) => places![weight];

    /// <summary>The learning rate in the graph that is being made, a float32 scalar.</summary>
    private protected Tensor TracedRate() => Schedule is null ? rate! : Ops.Cast(Schedule.Rate(Counter), DType.Float32);

    /// <summary>Makes a variable of the state.</summary>
    /// <param name="variableName">Its name.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="type">Its dtype.</param>
    /// <param name="initial">The first value of every element.</param>
    /// <param name="scoped">Whether its path begins with the optimizer's name, as most do in Keras.</param>
    private protected Variable AddVariable(string variableName, Shape shape, DType type, double initial = 0, bool scoped = true) =>
        AddVariable(variableName, shape, type, initial == 0 ? null : array => array.Fill(initial), scoped);

    private protected Variable AddVariable(string variableName, Shape shape, DType type, Action<HostArray>? fill, bool scoped = true)
    {
        var variable = new Variable(variableName, shape, type, fill is null ? null : (array, _) => fill(array), trainable: false);
        variables.Add(variable);
        if (!scoped)
        {
            unscoped.Add(variable);
        }

        return variable;
    }

    private float ScheduledRate()
    {
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        var graph = new Graph([], [TracedRate()], []);
        using Executable executable = Engine.Current.Compile(graph);
        return executable.Run([])[0].As<float>()[0];
    }
}
