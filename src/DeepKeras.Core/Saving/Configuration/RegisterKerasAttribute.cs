namespace DeepKeras.Saving;

/// <summary>
/// Registers a custom class, as <c>keras.saving.register_keras_serializable</c> does: files name it <c>package&gt;Name</c>.
/// A custom class without the attribute is registered in the package <c>Custom</c>, as in Keras.
/// </summary>
/// <param name="package">The package, without <c>&gt;</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RegisterKerasAttribute(string package = "Custom") : Attribute
{
    /// <summary>The package, the part before <c>&gt;</c>.</summary>
    public string Package { get; } = package;

    /// <summary>The Python module that files name; the C# namespace when null. Keras finds a registered class by its name alone.</summary>
    public string? Module { get; init; }
}
