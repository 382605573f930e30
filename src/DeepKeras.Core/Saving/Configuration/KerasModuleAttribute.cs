namespace DeepKeras.Saving;

/// <summary>
/// The Keras module of a family of classes, such as <c>keras.layers</c>: stands on the family's base class and holds for all that derive from it.
/// A class derived from it in another assembly is a custom class instead: see <see cref="RegisterKerasAttribute"/>.
/// </summary>
/// <param name="module">The public Python module, such as <c>keras.layers</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KerasModuleAttribute(string module) : Attribute
{
    /// <summary>The public Python module.</summary>
    public string Module { get; } = module;
}
