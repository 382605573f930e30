using DeepKeras.Layers;
using DeepKeras.Models;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>
/// One layer after another. Each layer has a method of its name, so a model reads as a list:
/// <c>Sequential.Create([28, 28]).Flatten().Dense(128, "relu").Dense(10)</c>. After <c>keras.Sequential</c>.
/// </summary>
[NoFluentMethod]
[NotConfig]
[TypeFormatterSource(typeof(ModelNotebookFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed partial class Sequential : Model
{
    private readonly List<Layer> stack = [];
    private Tensor? input;
    private Tensor? output;

    /// <summary>A model without layers; its input's shape is taken from the first data, or from an <see cref="InputLayer"/> added first.</summary>
    public Sequential()
    {
    }

    /// <summary>A model of the given layers.</summary>
    public Sequential(params ReadOnlySpan<Layer> layers)
    {
        foreach (Layer layer in layers)
        {
            Add(layer);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Layer> Layers => stack;

    /// <inheritdoc/>
    internal override IReadOnlyList<Layer> Operations => stack;

    /// <inheritdoc/>
    internal override bool HasOwnCall => false;

    /// <summary>A model without layers for rows of a shape.</summary>
    /// <param name="inputShape">The shape of one row, without the batch axis.</param>
    /// <param name="name">The model's name.</param>
    public static Sequential Create(Shape inputShape, string? name = null) => Create(inputShape, DeepKeras.DType.Float32, name);

    /// <summary>A model without layers for rows of a shape and dtype, such as int32 tokens.</summary>
    /// <param name="inputShape">The shape of one row, without the batch axis.</param>
    /// <param name="dtype">The dtype of the input.</param>
    /// <param name="name">The model's name.</param>
    public static Sequential Create(Shape inputShape, DType dtype, string? name = null)
    {
        var model = new Sequential { Seed = RandomSeed.Global };
        if (name is not null)
        {
            model.SuggestName(name);
        }

        model.Start(Keras.Input(inputShape, dtype));
        return model;
    }

    /// <summary>Adds a layer at the end.</summary>
    /// <returns>The model itself.</returns>
    /// <exception cref="ShapeException">What comes out so far does not fit the layer.</exception>
    /// <exception cref="ArgumentException">A layer of that name is there, or an <see cref="InputLayer"/> comes after other layers.</exception>
    public Sequential Add(Layer layer)
    {
        if (layer is InputLayer entry)
        {
            if (stack.Count > 0 || input is not null)
            {
                throw new ArgumentException($"{Path}: an InputLayer can only come first, and once.", nameof(layer));
            }

            Start(entry.CreateTensor());
            return this;
        }

        LayerNames.MakeUnique([.. stack, layer]);
        AddLayer(layer);
        layer.SetSeed((ulong)seed);
        if (output is not null)
        {
            output = layer.Apply(output);
            layer.SetSeed((ulong)seed);
        }

        stack.Add(layer);
        if (output is not null)
        {
            Reconnect();
        }

        Forget();
        return this;
    }

    /// <summary>Removes the last layer.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void Pop()
    {
        if (stack.Count == 0)
        {
            throw new InvalidOperationException($"{Path}: there is no layer to remove.");
        }

        RemoveLayer(stack[^1]);
        stack.RemoveAt(stack.Count - 1);
        if (input is not null)
        {
            output = input;
            foreach (Layer layer in stack)
            {
                output = layer.Apply(output);
            }

            Reconnect();
        }

        Forget();
    }

    /// <inheritdoc/>
    protected override void Build(IReadOnlyList<Shape> inputs)
    {
        if (input is null)
        {
            Start(new InputLayer(inputs[0].With(0, Shape.Unknown)).CreateTensor());
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Tensor> CallAll(IReadOnlyList<Tensor> inputs, CallContext context)
    {
        Tensor x = inputs[0];
        foreach (Layer layer in stack)
        {
            x = layer.Apply(x);
        }

        return [x];
    }

    private void Start(Tensor entry)
    {
        input = output = entry;
        foreach (Layer layer in stack)
        {
            output = layer.Apply(output);
            layer.SetSeed((ulong)seed);
        }

        Reconnect();
    }

    private void Reconnect()
    {
        SetEnds([input!], [output!]);
        EnsureBuilt([input!.Shape]);
    }
}
