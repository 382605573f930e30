namespace DeepKeras.Saving;

/// <summary>
/// A key that Keras's config has and this class does not support, such as <c>quantization_config</c>: written as null, and anything
/// but null is refused when read. Holds for derived classes too.
/// </summary>
/// <param name="key">The key.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConfigNullAttribute(string key) : Attribute
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
