namespace DeepKeras.Saving;

/// <summary>
/// The key of a parameter or property in a Keras config, or the name of an enum member in one, where it is not the snake case of
/// the C# name (<c>ClipNorm</c> is <c>clipnorm</c>).
/// </summary>
/// <param name="name">The key.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ConfigNameAttribute(string name) : Attribute
{
    /// <summary>The key.</summary>
    public string Name { get; } = name;
}
