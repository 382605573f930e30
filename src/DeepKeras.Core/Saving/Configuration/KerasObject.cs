namespace DeepKeras.Saving;

/// <summary>
/// What has a Keras config: layers, losses, metrics, optimizers, initializers and so on. Everything here is overridden by generated
/// code in a concrete <c>partial</c> class, from the class's constructor parameters and <c>init</c> properties.
/// </summary>
public abstract class KerasObject
{
    /// <summary>The name of the class in Keras.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The Python module, such as <c>keras.layers</c>.</summary>
    public virtual string Module => GetType().Namespace ?? "";

    /// <summary>Null for Keras's own classes, <c>package&gt;Name</c> for custom ones.</summary>
    public virtual string? RegisteredName => $"Custom>{ClassName}";

    /// <summary>
    /// The object as Keras writes it, in one line: its class, its module and its config; a model with its layers, their connections and how
    /// it was compiled. Weights' values are not in it.
    /// </summary>
    /// <exception cref="ConfigException">Something in it cannot be written: a class without generated config, or an operation that Keras does not have.</exception>
    public string ToJson() => ConfigJson.Write(this);

    /// <summary>Writes the keys of the object's config, base keys first.</summary>
    /// <param name="writer">Where the keys go.</param>
    /// <exception cref="ConfigException">The class has no generated config, or a value cannot stand in JSON (NaN, infinity).</exception>
    public virtual void WriteConfig(ConfigWriter writer) =>
        throw new ConfigException(ClassName, $"{GetType()} cannot be written to a config: declare it \"partial\", in a project that runs DeepKeras's source generator.");

    /// <summary>
    /// Writes the keys that all of the family have, such as <c>name</c> and <c>dtype</c> of layers; called before the class's own.
    /// Where the family's base (with <see cref="KerasModuleAttribute"/>) overrides it, that base's <c>init</c> properties are written here only.
    /// </summary>
    /// <param name="writer">Where the keys go.</param>
    protected internal virtual void WriteBaseConfig(ConfigWriter writer)
    {
    }

    /// <summary>Takes the keys that <see cref="WriteBaseConfig"/> writes; called on the constructed object, before unknown keys are refused.</summary>
    /// <param name="reader">The object's config.</param>
    protected internal virtual void ReadBaseConfig(ConfigReader reader)
    {
    }

    /// <summary>Writes keys that stand beside <c>config</c>, such as <c>build_config</c>.</summary>
    /// <param name="writer">Where the keys go.</param>
    protected internal virtual void WriteEnvelope(ConfigWriter writer)
    {
    }

    /// <summary>Takes keys that stand beside <c>config</c>; called on the constructed object. Keys that nobody takes are ignored.</summary>
    /// <param name="reader">The object with the keys <c>class_name</c>, <c>config</c>, ….</param>
    protected internal virtual void ReadEnvelope(ConfigReader reader)
    {
    }
}
