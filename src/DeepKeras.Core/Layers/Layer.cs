using DeepKeras.Models;
using DeepKeras.Saving;

namespace DeepKeras.Layers;

/// <summary>
/// A piece of a model: a function of tensors with weights of its own. A layer of your own overrides <see cref="Build(Shape)"/>, where it
/// makes its weights, and <see cref="Call(Tensor, CallContext)"/>, where it computes; it then trains on every engine and leaves in every
/// format. After <c>keras.layers.Layer</c>.
/// </summary>
[KerasModule("keras.layers")]
[FluentMethods(typeof(Sequential))]
public abstract class Layer : KerasObject
{
    private readonly List<Variable> variables = [];
    private readonly HashSet<Variable> madeTrainable = [];
    private readonly HashSet<Variable> shared = [];
    private readonly List<Layer> layers = [];
    private readonly List<DeepKeras.Metrics.Metric> metrics = [];
    private readonly List<(string Attribute, IReadOnlyList<Layer> Layers, bool IsList)> held = [];
    private static int stateChanges;
    private int ownChanges;
    private string? name;
    private string? scope;
    private bool trainable = true;
    private bool trainableWasSet;
    private DTypePolicy? policy;

    /// <summary>The layer's name; unique within a model. Without one given, the model makes one of the class's name.</summary>
    public string Name
    {
        get => name ?? DefaultName;
        init => name = value;
    }

    /// <summary>The name that a layer of the class gets, but for a number: the Python class's in snake case.</summary>
    internal virtual string DefaultName => KerasNames.SnakeCase(ClassName);

    /// <summary>Whether the layer was given a name.</summary>
    internal bool IsNamed => name is not null;

    /// <summary>Whether training may move the layer's weights. A BatchNormalization that is not trainable also uses its moving averages.</summary>
    public bool Trainable
    {
        get => trainable;
        set
        {
            trainable = value;
            trainableWasSet = true;
            foreach (Layer layer in layers)
            {
                layer.Trainable = value;
            }

            Changed?.Invoke();
        }
    }

    /// <summary>The dtypes in which the layer computes and keeps its weights.</summary>
    public DTypePolicy DType { get => policy ?? DefaultDType; init => policy = value; }

    /// <summary>The policy of a layer that was given none.</summary>
    private protected virtual DTypePolicy DefaultDType => DTypePolicy.Float32;

    /// <summary>Whether the weights have been made.</summary>
    public bool IsBuilt { get; private set; }

    /// <summary>The shapes that the layer was built for, batch included; null before.</summary>
    public IReadOnlyList<Shape>? BuildShapes { get; private set; }

    /// <summary>The layer's place, such as <c>mlp/dense_1</c>.</summary>
    public string Path => scope is null ? Name : $"{scope}/{Name}";

    /// <summary>All weights: the layer's own, those made trainable first, then those of the layers inside it.</summary>
    public IReadOnlyList<Variable> Weights =>
        [.. variables.Where(madeTrainable.Contains).Concat(variables.Where(v => !madeTrainable.Contains(v))).Concat(layers.SelectMany(layer => layer.Weights)).Distinct()];

    /// <summary>The weights that training moves.</summary>
    public IReadOnlyList<Variable> TrainableWeights =>
        trainable ? [.. variables.Where(v => v.Trainable).Concat(layers.SelectMany(layer => layer.TrainableWeights)).Distinct()] : [];

    /// <summary>The weights that training leaves alone, though the layer itself may move them.</summary>
    public IReadOnlyList<Variable> NonTrainableWeights
    {
        get
        {
            var moved = TrainableWeights.ToHashSet();
            return [.. Weights.Where(weight => !moved.Contains(weight))];
        }
    }

    /// <summary>The number of weights' elements.</summary>
    public long ParameterCount => Weights.Sum(weight => weight.Shape.Elements);

    /// <summary>Whether a mask of the input passes on to the output.</summary>
    protected internal virtual bool SupportsMasking => false;

    /// <summary>
    /// The call's operands by their Keras names where the layer takes them one by one, such as query, value and key; they may stand among the
    /// arguments. Null: one operand, or one list of them.
    /// </summary>
    internal virtual IReadOnlyList<string>? OperandNames => null;

    /// <summary>How often any layer's state besides its weights has changed.</summary>
    internal static int StateChanges => stateChanges;

    /// <summary>How often this layer's state besides its weights has changed, and that of the layers inside it: a compiled graph holds it as constants.</summary>
    internal virtual int StateVersion => ownChanges + layers.Sum(layer => layer.StateVersion);

    /// <summary>Told when something that a compiled step depends on was changed.</summary>
    internal Action? Changed { get; set; }

    /// <summary>The metrics that the layer itself holds.</summary>
    internal IReadOnlyList<DeepKeras.Metrics.Metric> OwnMetrics => metrics;

    /// <summary>The layers inside this one, in the order in which they were made.</summary>
    internal IReadOnlyList<Layer> InnerLayers => layers;

    /// <summary>The layers inside this one by the attribute that holds them in Keras; a list of layers stands under one attribute.</summary>
    internal IReadOnlyList<(string Attribute, IReadOnlyList<Layer> Layers, bool IsList)> HeldLayers => held;

    /// <summary>The layer's own variables, as <see cref="AddWeight"/> made them.</summary>
    internal IReadOnlyList<Variable> OwnVariables => variables;

    /// <summary>The layer's result for a tensor: in a functional model, or inside another layer's <c>Call</c>.</summary>
    /// <param name="input">A tensor from <see cref="Keras.Input"/> or from another layer.</param>
    /// <exception cref="ShapeException">The shape does not fit; the message begins with the layer's path.</exception>
    public Tensor Apply(Tensor input) => ApplyAll([input])[0];

    /// <summary>The layer's result for several tensors, such as those to concatenate.</summary>
    /// <exception cref="ShapeException">A shape does not fit.</exception>
    public Tensor Apply(IReadOnlyList<Tensor> inputs) => ApplyAll(inputs)[0];

    /// <summary>All results of a layer that has several.</summary>
    /// <param name="inputs">The operands.</param>
    /// <param name="arguments">Further operands by their Keras name, such as <c>mask</c> or <c>initial_state</c>.</param>
    /// <exception cref="ShapeException">A shape does not fit.</exception>
    public IReadOnlyList<Tensor> ApplyAll(IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, object?>? arguments = null) => ApplyAll(inputs, arguments, null);

    /// <summary>The same, with how the operands stand in the call where that is not the usual way.</summary>
    internal IReadOnlyList<Tensor> ApplyAll(IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, object?>? arguments, IReadOnlyList<object?>? positional)
    {
        try
        {
            EnsureBuilt([.. Placed(inputs, arguments).Inputs.Select(input => input.Shape)]);
            return inputs.Any(input => input.Node is CallNode)
                ? CallNode.Record(this, inputs, arguments, positional ?? (OperandNames is null ? null : [.. inputs]))
                : Run(inputs, Trace.Current ?? throw new InvalidOperationException($"{Path}: a layer is applied to tensors of a model (from Keras.Input) or inside a layer's Call."), arguments);
        }
        catch (ShapeException e) when (!e.Message.StartsWith(Path, StringComparison.Ordinal))
        {
            throw new ShapeException(Path, e);
        }
    }

    /// <summary>The shape of the output for an input's shape, batch included; the layer is built if it was not.</summary>
    /// <exception cref="ShapeException">The shape does not fit.</exception>
    public Shape ComputeOutputShape(Shape input) => ComputeOutputTypes([new(DType.ComputeDType, input)])[0].Shape;

    /// <summary>The weights in order, as arrays.</summary>
    public IReadOnlyList<NumSharp.NDArray> GetWeights() => [.. Weights.Select(weight => weight.ToNDArray())];

    /// <summary>Sets the weights, in the order of <see cref="Weights"/>.</summary>
    /// <exception cref="ShapeException">Another number of arrays, or a shape that does not fit; nothing is changed then.</exception>
    public void SetWeights(IReadOnlyList<NumSharp.NDArray> values)
    {
        IReadOnlyList<Variable> weights = Weights;
        if (values.Count != weights.Count)
        {
            throw new ShapeException($"{Path}: expected {weights.Count} weights, got {values.Count}.");
        }

        HostArray[] arrays = [.. values.Select(HostArrayConversions.FromNDArray)];
        for (int i = 0; i < arrays.Length; i++)
        {
            if (!arrays[i].Shape.Equals(weights[i].Shape))
            {
                throw new ShapeException($"{weights[i].Path}: expected shape {weights[i].Shape}, got {arrays[i].Shape}.");
            }
        }

        for (int i = 0; i < arrays.Length; i++)
        {
            weights[i].Assign(arrays[i]);
        }
    }

    /// <summary>Makes the weights for an input of a shape, batch included; once.</summary>
    /// <exception cref="ShapeException">The shape does not fit.</exception>
    internal void EnsureBuilt(IReadOnlyList<Shape> shapes)
    {
        if (IsBuilt)
        {
            return;
        }

        Build(shapes);
        BuildShapes = shapes;
        IsBuilt = true;
    }

    internal IReadOnlyList<Operations.TensorType> ComputeOutputTypes(IReadOnlyList<Operations.TensorType> inputs, IReadOnlyDictionary<string, object?>? arguments = null)
    {
        var trace = new Trace(training: false) { ShapesOnly = true };
        using Trace.Scope scope = trace.Enter();
        Tensor[] operands = [.. inputs.Select((type, i) => new InputNode($"input_{i}", type).Output)];
        EnsureBuilt([.. Placed(operands, arguments).Inputs.Select(input => input.Shape)]);
        return [.. Run(operands, trace, arguments).Select(output => output.TensorType)];
    }

    /// <summary>The layer's computation as part of a graph.</summary>
    internal IReadOnlyList<Tensor> Run(IReadOnlyList<Tensor> inputs, Trace trace, IReadOnlyDictionary<string, object?>? arguments)
    {
        (inputs, arguments) = Placed(inputs, arguments);
        Tensor?[] masks = [.. inputs.Select(input => input.Mask)];
        if (arguments is not null && arguments.TryGetValue("mask", out object? given))
        {
            // A mask that is passed stands for one that came with the input.
            masks = given switch
            {
                Tensor mask => [mask, .. masks[1..]],
                IReadOnlyList<Tensor?> all => [.. all],
                _ => masks,
            };
        }

        var context = new CallContext(this, trace, masks, arguments);
        Tensor[] operands = [.. inputs.Select(CastInput)];
        IReadOnlyList<Tensor> outputs = InComputeDType(trace, () => CallAll(operands, context));
        IReadOnlyList<Tensor?> outputMasks = ComputeMasks(operands, masks, outputs);
        for (int i = 0; i < outputs.Count && i < outputMasks.Count; i++)
        {
            if (outputMasks[i] is { } mask)
            {
                outputs[i].Mask = mask;
            }
        }

        return outputs;
    }

    /// <summary>Names the layer, unless it has a name.</summary>
    internal void SuggestName(string suggestion) => name ??= suggestion;

    /// <summary>Puts the layer's path, and those of all inside it, under another's.</summary>
    internal void SetScope(string? parent)
    {
        scope = parent;
        foreach (Variable variable in variables)
        {
            if (!shared.Contains(variable))
            {
                variable.Path = $"{Path}/{variable.Name}";
            }
        }

        foreach (Layer layer in layers)
        {
            layer.SetScope(Path);
        }
    }

    /// <summary>Gives the layers inside this one their paths again: its name may have come after them.</summary>
    private protected void Rescope() => SetScope(scope);

    /// <summary>Gives every weight that has no value yet its seed.</summary>
    internal void SetSeed(ulong seed)
    {
        foreach (Variable weight in Weights)
        {
            weight.Seed = seed;
        }
    }

    /// <summary>Makes the weights for one input's shape, batch included.</summary>
    protected virtual void Build(Shape input)
    {
    }

    /// <summary>Makes the weights for the inputs' shapes, batch included.</summary>
    protected virtual void Build(IReadOnlyList<Shape> inputs) => Build(inputs[0]);

    /// <summary>Computes the output of one input.</summary>
    protected virtual Tensor Call(Tensor x, CallContext context) =>
        throw new NotSupportedException($"{GetType()} overrides none of the Call methods.");

    /// <summary>Computes the output of several inputs.</summary>
    protected virtual Tensor Call(IReadOnlyList<Tensor> inputs, CallContext context) =>
        inputs.Count == 1 ? Call(inputs[0], context) : throw new ShapeException($"expected 1 input, got {inputs.Count}.");

    /// <summary>Computes several outputs.</summary>
    protected virtual IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context) => [Call(inputs, context)];

    /// <summary>The outputs' masks: the first input's where <see cref="SupportsMasking"/>.</summary>
    protected virtual IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) =>
        SupportsMasking && masks.Count > 0 ? [masks[0]] : [];

    /// <summary>Makes a weight. Its first value follows from the model's seed and its path.</summary>
    /// <param name="name">Its name in the layer, such as <c>kernel</c>.</param>
    /// <param name="shape">Its shape; every size is known.</param>
    /// <param name="initializer">What it starts as; null: Keras's default, glorot_uniform.</param>
    /// <param name="regularizer">A penalty that is added to the loss.</param>
    /// <param name="constraint">What every step forces it back into.</param>
    /// <param name="trainable">Whether training moves it.</param>
    /// <param name="dtype">Its dtype; null: the layer's.</param>
    /// <param name="autocast">Whether the layer reads it in the dtype in which it computes, where that is another.</param>
    /// <exception cref="ShapeException">A size is unknown.</exception>
    protected Variable AddWeight(string name, Shape shape, Initializers.Initializer? initializer = null, Regularizers.Regularizer? regularizer = null, Constraints.Constraint? constraint = null, bool trainable = true, DType? dtype = null, bool autocast = true)
    {
        Initializers.Initializer first = initializer ?? "glorot_uniform";
        var variable = new Variable(name, shape, dtype ?? DType.VariableDType, first.Fill, trainable)
        {
            Regularizer = regularizer,
            Constraint = constraint,
            AutoCast = autocast,
            Path = $"{Path}/{name}",
            Seed = (ulong)RandomSeed.Global,
        };
        variables.Add(variable);
        if (trainable)
        {
            madeTrainable.Add(variable);
        }

        return variable;
    }

    /// <summary>Makes a metric part of this layer: its result stands in the history under its name. <see cref="Call(Tensor, CallContext)"/> updates it.</summary>
    protected T AddMetric<T>(T metric)
        where T : DeepKeras.Metrics.Metric
    {
        metrics.Add(metric);
        return metric;
    }

    /// <summary>Told of each layer that becomes part of this one.</summary>
    private protected virtual void LayerAdded(Layer layer)
    {
    }

    /// <summary>Freezes a kernel and adds the two factors of its correction, named <c>lora_…_a</c> and <c>lora_…_b</c>.</summary>
    /// <exception cref="ArgumentException">The kernel has a constraint, which a corrected one would break.</exception>
    private protected LowRankUpdate AddLowRankUpdate(Variable kernel, int rank, double? alpha)
    {
        if (kernel.Constraint is not null)
        {
            throw new ArgumentException($"{Path}: a {kernel.Name} with a constraint cannot be corrected by LoRA; got lora_rank {rank}.");
        }

        Shape shape = kernel.Shape;
        Variable a = AddWeight($"lora_{kernel.Name}_a", shape.With(-1, rank), "he_uniform", kernel.Regularizer, dtype: DeepKeras.DType.Float32);
        Variable b = AddWeight($"lora_{kernel.Name}_b", [rank, shape[^1]], "zeros", kernel.Regularizer, dtype: DeepKeras.DType.Float32);
        kernel.Trainable = false;
        return new(a, b, (alpha ?? rank) / rank);
    }

    /// <summary>Makes a layer part of this one: its weights are this one's too.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="attribute">The attribute that holds it in Keras, under which files keep its weights, such as <c>cell</c>; null: <c>layer</c>, numbered.</param>
    protected T AddLayer<T>(T layer, string? attribute = null)
        where T : Layer
    {
        layers.Add(layer);
        held.Add((attribute ?? FreeAttribute(), [layer], false));
        LayerAdded(layer);
        layer.SetScope(Path);
        layer.Changed = () => Changed?.Invoke();
        return layer;
    }

    /// <summary>Makes a layer that was there from the start part of this one: it is frozen, or thawed, where this one was since.</summary>
    private protected void AddHeldLayer(Layer layer, string attribute = "layer")
    {
        AddLayer(layer, attribute);
        FollowTrainable(layer);
    }

    /// <summary>What <see cref="Trainable"/> was set to holds for a layer inside too.</summary>
    private protected void FollowTrainable(Layer layer)
    {
        if (trainableWasSet)
        {
            layer.Trainable = trainable;
        }
    }

    /// <summary>Makes layers part of this one that stand in a list there.</summary>
    /// <param name="list">The layers.</param>
    /// <param name="attribute">The attribute that holds the list in Keras, under which files keep their weights.</param>
    protected void AddLayers(IReadOnlyList<Layer> list, string attribute)
    {
        foreach (Layer layer in list)
        {
            AddLayer(layer);
        }

        held.RemoveRange(held.Count - list.Count, list.Count);
        held.Add((attribute, list, true));
    }

    /// <summary>Computes in another layer's dtypes.</summary>
    internal void UsePolicy(DTypePolicy other) => policy = other;

    /// <summary>To be called when state besides weights, such as a vocabulary, has changed: models that hold the layer make their graphs anew.</summary>
    private protected void StateChanged()
    {
        ownChanges++;
        Interlocked.Increment(ref stateChanges);
    }

    /// <summary>Counts a weight of a layer inside this one among this one's own too, as Keras does where an attribute holds it.</summary>
    private protected void ShareWeight(Variable weight)
    {
        variables.Add(weight);
        shared.Add(weight);
        if (weight.Trainable)
        {
            madeTrainable.Add(weight);
        }
    }

    /// <summary>Lets go of a layer that was added.</summary>
    private protected void RemoveLayer(Layer layer)
    {
        layers.Remove(layer);
        held.RemoveAll(entry => entry.Layers.Contains(layer));
        layer.SetScope(null);
        layer.Changed = null;
    }

    /// <inheritdoc/>
    protected internal override void WriteBaseConfig(ConfigWriter writer)
    {
        writer.Key("name").Write(Name);
        writer.Key("trainable").Write(Trainable);
        writer.Key("dtype").WriteValue(DType);
    }

    /// <inheritdoc/>
    protected internal override void ReadBaseConfig(ConfigReader reader)
    {
        if (reader.TryTake("name", out ConfigValue given) && !given.IsNull)
        {
            name = given.AsString();
        }

        if (reader.TryTake("trainable", out ConfigValue moves))
        {
            // Keras's constructors freeze a layer alone; those inside keep what their own configs say.
            trainable = moves.AsBool();
        }

        if (reader.TryTake("dtype", out ConfigValue type) && !type.IsNull)
        {
            policy = DTypePolicy.Read(type);
        }
    }

    /// <inheritdoc/>
    protected internal override void WriteEnvelope(ConfigWriter writer)
    {
        if (BuildShapes is [var single])
        {
            writer.Key("build_config").WriteObject(config => config.Key("input_shape").WriteValue(single));
        }
        else if (BuildShapes is { Count: > 1 } several)
        {
            writer.Key("build_config").WriteObject(config => config.Key("input_shape").WriteList(several, static (item, shape) => item.WriteValue(shape)));
        }
    }

    /// <summary>Operands that were passed by name take their places.</summary>
    private (IReadOnlyList<Tensor> Inputs, IReadOnlyDictionary<string, object?>? Arguments) Placed(IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, object?>? arguments)
    {
        if (OperandNames is not { } names || arguments is null)
        {
            return (inputs, arguments);
        }

        List<Tensor> operands = [.. inputs];
        while (operands.Count < names.Count && arguments.TryGetValue(names[operands.Count], out object? given) && given is Tensor operand)
        {
            operands.Add(operand);
        }

        return (operands, arguments.Where(argument => !names.Contains(argument.Key)).ToDictionary());
    }

    /// <summary>Weights that are read meanwhile are cast to the dtype in which the layer computes.</summary>
    private protected T InComputeDType<T>(Trace trace, Func<T> compute)
    {
        DType? outer = trace.ComputeDType;
        string? place = trace.Place;
        trace.ComputeDType = DType.ComputeDType.IsFloating() ? DType.ComputeDType : null;
        trace.Place = Path;
        try
        {
            return compute();
        }
        finally
        {
            trace.ComputeDType = outer;
            trace.Place = place;
        }
    }

    private string FreeAttribute()
    {
        string attribute = "layer";
        for (int i = 1; held.Exists(entry => entry.Attribute == attribute); i++)
        {
            attribute = $"layer_{i}";
        }

        return attribute;
    }

    private Tensor CastInput(Tensor x)
    {
        DType compute = DType.ComputeDType;
        if (!x.DType.IsFloating() || !compute.IsFloating() || x.DType == compute)
        {
            return x;
        }

        Tensor cast = Ops.Cast(x, compute);
        cast.Mask = x.Mask;
        return cast;
    }
}
