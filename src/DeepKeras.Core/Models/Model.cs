using DeepKeras.Layers;
using DeepKeras.Models;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>
/// Layers connected from inputs to outputs, to be trained, evaluated, used and saved. After <c>keras.Model</c> (its functional form);
/// <see cref="Sequential"/> is the special case of one layer after another.
/// </summary>
[NoFluentMethod]
[NotConfig]
[TypeFormatterSource(typeof(ModelNotebookFormatterSource), PreferredMimeTypes = ["text/html"])]
public partial class Model : Layer, IDisposable
{
    private IReadOnlyList<CallNode> calls = [];
    private IReadOnlyList<Layer> operations = [];

    /// <summary>A model from one input to one output.</summary>
    /// <param name="input">A tensor from <see cref="Keras.Input"/>.</param>
    /// <param name="output">What layers made of it.</param>
    public Model(Tensor input, Tensor output)
        : this([input], [output])
    {
    }

    /// <summary>A model from inputs to outputs.</summary>
    /// <param name="inputs">Tensors from <see cref="Keras.Input"/>.</param>
    /// <param name="outputs">What layers made of them.</param>
    /// <exception cref="ArgumentException">An output depends on an input that is not given, or an input is no tensor from <see cref="Keras.Input"/>.</exception>
    public Model(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs) => Connect(inputs, outputs);

    /// <summary>A model whose outputs have names of their own, by which losses, metrics and targets are given.</summary>
    /// <param name="inputs">Tensors from <see cref="Keras.Input"/>.</param>
    /// <param name="outputs">What layers made of them, by name.</param>
    /// <exception cref="ArgumentException">An output depends on an input that is not given, or an input is no tensor from <see cref="Keras.Input"/>.</exception>
    public Model(IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, Tensor> outputs)
    {
        OutputKeys = [.. outputs.Keys.Order(StringComparer.Ordinal)];
        Connect(inputs, [.. OutputKeys.Select(key => outputs[key])]);
    }

    /// <summary>A model read from its config.</summary>
    internal Model(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs, IReadOnlyList<string>? inputKeys, IReadOnlyList<string>? outputKeys, string? name)
    {
        InputKeys = inputKeys;
        OutputKeys = outputKeys;
        if (name is not null)
        {
            SuggestName(name);
        }

        Connect(inputs, outputs);
    }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<Tensor> Inputs { get; private set; } = [];

    /// <summary>The outputs.</summary>
    public IReadOnlyList<Tensor> Outputs { get; private set; } = [];

    /// <summary>The layers, from the inputs on; input layers are among them in a functional model, not in others.</summary>
    public virtual IReadOnlyList<Layer> Layers
    {
        get => HasOwnCall ? InnerLayers : field;
        private protected set;
    } = [];

    /// <summary>The seed of initial weights, shuffles and dropout; <see cref="RandomSeed.Global"/> when the model was made, unless set.</summary>
    public long Seed
    {
        get => seed;
        init
        {
            seed = value;
            SetSeed((ulong)value);
        }
    }

    private protected long seed = RandomSeed.Global;

    /// <summary>The names of the inputs, in order.</summary>
    public IReadOnlyList<string> InputNames => [.. Inputs.Select(input => ((CallNode)input.Node).Layer.Name)];

    /// <summary>The names of the outputs, in order: the names of the layers that make them; <c>output_1</c> and so on where the class computes.</summary>
    public IReadOnlyList<string> OutputNames => HasOwnCall
        ? [.. Outputs.Select((_, i) => $"output_{i + 1}")]
        : [.. Outputs.Select(output => ((CallNode)output.Node).Layer.Name)];

    /// <summary>The names by which losses, metrics and targets are given: the outputs' own where they have some.</summary>
    internal IReadOnlyList<string> TargetNames => OutputKeys ?? OutputNames;

    /// <summary>The inputs' names of their own; null: they were given as a list.</summary>
    internal IReadOnlyList<string>? InputKeys { get; }

    /// <summary>The outputs' names of their own; null: they were given as a list.</summary>
    internal IReadOnlyList<string>? OutputKeys { get; }

    /// <summary>The layers with the operations between them, such as the <c>+</c> in <c>x + y</c>, in Keras's order.</summary>
    internal virtual IReadOnlyList<Layer> Operations => HasOwnCall ? InnerLayers : operations;

    /// <summary>The calls that lead from the inputs to the outputs, operands first.</summary>
    internal IReadOnlyList<CallNode> Calls => calls;

    /// <summary>The layer of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names there are and the nearest.</exception>
    public Layer GetLayer(string name) => Layers.FirstOrDefault(layer => layer.Name == name)
        ?? throw new ArgumentException(NameSuggestion.Unknown("layer", name, [.. Layers.Select(layer => layer.Name)]), nameof(name));

    /// <summary>The layer at a place, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none; the message says how many there are.</exception>
    public Layer GetLayer(int index) => index >= 0 && index < Layers.Count ? Layers[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"{Path}: a layer's place is expected, from 0 to {Layers.Count - 1}; got {index}.");

    /// <summary>The weight of a path.</summary>
    /// <param name="path">Its path in the model, such as <c>dense_1/kernel</c>; the model's own name may stand in front.</param>
    /// <exception cref="ArgumentException">There is none; the message lists the paths there are and the nearest.</exception>
    public Variable GetWeight(string path) => Weights.FirstOrDefault(weight => weight.Path == path || weight.Path == $"{Path}/{path}")
        ?? throw new ArgumentException(NameSuggestion.Unknown("weight", path, [.. Weights.Select(weight => weight.Path)]), nameof(path));

    private protected void Connect(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs)
    {
        isConnected = true;
        foreach (Tensor input in inputs)
        {
            if (input.Node is not CallNode { Layer: InputLayer })
            {
                throw new ArgumentException($"{Path}: an input of a model comes from Keras.Input; got {input}.", nameof(inputs));
            }
        }

        Inputs = inputs;
        Outputs = outputs;
        (calls, operations) = LayerOrder.Of(inputs, outputs);
        Layers = [.. operations.Where(layer => layer is not OperationLayer)];
        LayerNames.MakeUnique(operations);
        foreach (Layer layer in Layers)
        {
            AddLayer(layer);
        }

        SetSeed((ulong)seed);
        EnsureBuilt([.. inputs.Select(input => input.Shape)]);
    }

    /// <summary>Sets the ends of a model that orders its layers itself.</summary>
    private protected void SetEnds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs)
    {
        Inputs = inputs;
        Outputs = outputs;
        (calls, _) = LayerOrder.Of(inputs, outputs);
        LayerNames.MakeUnique([.. inputs.Select(input => ((CallNode)input.Node).Layer)]);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        if (HasOwnCall)
        {
            return base.CallAll(inputs, context);
        }

        if (inputs.Count != Inputs.Count)
        {
            throw new ShapeException($"expected {Inputs.Count} inputs, got {inputs.Count}.");
        }

        var values = new Dictionary<Tensor, Tensor>();
        for (int i = 0; i < inputs.Count; i++)
        {
            if (!inputs[i].Shape.IsCompatibleWith(Inputs[i].Shape))
            {
                throw new ShapeException($"input \"{InputNames[i]}\": expected shape {Inputs[i].Shape}, got {inputs[i].Shape}.");
            }

            values[Inputs[i]] = inputs[i];
        }

        foreach (CallNode call in calls)
        {
            if (call.Layer is InputLayer)
            {
                continue;
            }

            IReadOnlyList<Tensor> results = call.Layer is OperationLayer operation
                ? operation.Compute(CallArguments.Map(call.Positional!, Value))
                : call.Layer.ApplyAll([.. call.Inputs.Select(Value)], CallArguments.Map(call.Arguments, Value));
            for (int i = 0; i < results.Count; i++)
            {
                values[call.Outputs[i]] = results[i];
            }
        }

        return [.. Outputs.Select(Value)];

        // A constant in the model's graph stands for itself.
        Tensor Value(Tensor tensor) => values.TryGetValue(tensor, out Tensor? value) ? value : tensor;
    }

    /// <summary>The outputs' masks were found on the way.</summary>
    protected override IReadOnlyList<Tensor?> ComputeMasks(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor?> masks, IReadOnlyList<Tensor> outputs) => [.. outputs.Select(output => output.Mask)];
}
