namespace DeepKeras.Saving;

/// <summary>
/// The default of a constructor parameter whose type has no constants: the parameter is nullable with default null, and the
/// generated property holds <c>parameter ?? (T)value</c>, through T's implicit conversions.
/// </summary>
/// <param name="value">A constant that converts to the parameter's type, such as <c>"glorot_uniform"</c> to an initializer.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DefaultAttribute(object value) : Attribute
{
    /// <summary>The constant.</summary>
    public object Value { get; } = value;
}
