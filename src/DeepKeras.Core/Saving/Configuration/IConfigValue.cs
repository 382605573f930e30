namespace DeepKeras.Saving;

/// <summary>A type that is one JSON value in a Keras config, such as a shape (<c>[null, 3]</c>) or an activation (<c>"relu"</c>).</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IConfigValue<TSelf>
    where TSelf : IConfigValue<TSelf>
{
    /// <summary>Writes exactly one value.</summary>
    /// <param name="writer">Where the value goes.</param>
    void Write(ConfigValueWriter writer);

    /// <summary>Reads what <see cref="Write"/> writes, and what Keras writes.</summary>
    /// <param name="value">The value; may be JSON's null.</param>
    /// <exception cref="ConfigException">The value is of another kind: throw <see cref="ConfigValue.Expected"/>.</exception>
    static abstract TSelf Read(ConfigValue value);
}
