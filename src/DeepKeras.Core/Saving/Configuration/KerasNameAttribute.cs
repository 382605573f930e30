namespace DeepKeras.Saving;

/// <summary>The name of the class in Keras, where it is not the C# name.</summary>
/// <param name="name">The Keras class name, such as <c>RMSprop</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KerasNameAttribute(string name) : Attribute
{
    /// <summary>The Keras class name.</summary>
    public string Name { get; } = name;
}
