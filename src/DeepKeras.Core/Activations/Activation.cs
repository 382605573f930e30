using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>
/// A function applied to a layer's result, known by its Keras name: <c>Activation.Relu</c> or <c>"relu"</c>. After <c>keras.activations</c>.
/// </summary>
public sealed partial class Activation : IConfigValue<Activation>
{
    private static readonly Dictionary<string, Activation> Known = [];
    private readonly Func<Tensor, Tensor> function;

    private Activation(string name, Func<Tensor, Tensor> function)
    {
        Name = name;
        this.function = function;
    }

    /// <summary>Keras's name of the function.</summary>
    public string Name { get; }

    /// <summary>An activation by its Keras name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists the known ones and the nearest.</exception>
    public static implicit operator Activation(string name) => Get(name);

    /// <summary>An activation by its Keras name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists the known ones and the nearest.</exception>
    public static Activation Get(string name) => Known.TryGetValue(name, out Activation? activation) ? activation
        : throw new ArgumentException(NameSuggestion.Unknown("activation", name, [.. Known.Keys.Order(StringComparer.Ordinal)]), nameof(name));

    /// <summary>An activation of your own, which a file can name once it is registered.</summary>
    /// <param name="name">The name it is called by in files.</param>
    /// <param name="function">The function.</param>
    public static Activation Register(string name, Func<Tensor, Tensor> function) => Known[name] = new Activation(name, function);

    /// <summary>The function's value.</summary>
    public Tensor Apply(Tensor x)
    {
        Tensor result = function(x);
        result.Mask ??= x.Mask;
        return result;
    }

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.Write(Name);

    /// <inheritdoc/>
    public static Activation Read(ConfigValue value)
    {
        string name = value.IsString ? value.AsString()
            : value.IsNull ? "linear"
            : value.IsObject && value.AsObject().TryTake("config", out ConfigValue config) && config.IsString ? config.AsString()
            : throw value.Expected("an activation's name");
        return Known.TryGetValue(name, out Activation? known) ? known
            : throw new ConfigException(value.Path, NameSuggestion.Unknown("activation", name, [.. Known.Keys.Order(StringComparer.Ordinal)]));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
