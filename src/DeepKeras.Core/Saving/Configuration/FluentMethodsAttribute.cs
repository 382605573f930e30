namespace DeepKeras.Saving;

/// <summary>
/// On a base class: for each public concrete class derived from it an extension method on <paramref name="model"/> is generated,
/// with the constructor's parameters and a <c>name</c>, that adds a new one and returns the model.
/// </summary>
/// <param name="model">The type that is extended; it has <c>model.Add(new T(...))</c>, which returns the model, and T has an <c>init</c> property <c>Name</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FluentMethodsAttribute(Type model) : Attribute
{
    /// <summary>The type that is extended.</summary>
    public Type Model { get; } = model;
}
