using System.Collections.Concurrent;
using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>
/// A function applied to a layer's result, known by its Keras name: <c>Activation.Relu</c> or <c>"relu"</c>. After <c>keras.activations</c>.
/// </summary>
public sealed partial class Activation : IConfigValue<Activation>
{
    private readonly Func<Tensor, Tensor> function;

    /// <summary>Keras's functions are registered before the first use of the class, whatever that is.</summary>
    static Activation()
    {
    }

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
    public static Activation Get(string name) => Registry.Known.TryGetValue(name, out Activation? activation) ? activation
        : throw new ArgumentException(Unknown(name), nameof(name));

    /// <summary>An activation of your own, which a file can name once it is registered.</summary>
    /// <param name="name">The name it is called by in files.</param>
    /// <param name="function">The function.</param>
    public static Activation Register(string name, Func<Tensor, Tensor> function) => Registry.Known[name] = new Activation(name, function);

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
        return Registry.Known.TryGetValue(name, out Activation? known) ? known : throw new ConfigException(value.Path, Unknown(name));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static Activation Register(string name, Func<Tensor, Tensor> function, string alias) => Registry.Known[alias] = Register(name, function);

    private static string Unknown(string name) => NameSuggestion.Unknown("activation", name, [.. Registry.Known.Keys.Order(StringComparer.Ordinal)]);

    /// <summary>A class of its own, so that it exists before the first activation registers, whatever the order of the files.</summary>
    private static class Registry
    {
        public static ConcurrentDictionary<string, Activation> Known { get; } = new(StringComparer.Ordinal);
    }
}
