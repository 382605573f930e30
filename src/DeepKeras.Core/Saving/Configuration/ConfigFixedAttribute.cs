namespace DeepKeras.Saving;

/// <summary>
/// A key that Keras's config has and for which this class knows one value only, such as <c>quantization_config</c>, null, or <c>renorm</c>,
/// false: always written so, and any other value is refused when read. Holds for derived classes too.
/// </summary>
/// <param name="key">The key.</param>
/// <param name="value">The only value: null, or a bool, int, double or string.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConfigFixedAttribute(string key, object? value = null) : Attribute
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The only value.</summary>
    public object? Value { get; } = value;
}
