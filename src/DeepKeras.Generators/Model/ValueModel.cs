namespace DeepKeras.Generators.Model;

/// <summary>How a value stands in a config.</summary>
internal enum ValueKind
{
    /// <summary>bool, int, long, float, double: <c>AsInt()</c> and so on, by <see cref="ValueModel.Reader"/>.</summary>
    Number,
    Text,
    Enumeration,

    /// <summary>A type with IConfigValue.</summary>
    Own,

    /// <summary>A KerasObject.</summary>
    Keras,
    List,
}

/// <summary>The type of a config value.</summary>
/// <param name="Type">Fully qualified, without the question mark of a nullable.</param>
/// <param name="IsNullable">Whether null may come.</param>
/// <param name="Reader">The method of ConfigValue that reads a number.</param>
/// <param name="Item">The items of a list.</param>
/// <param name="Members">The members of an enum: their C# names and their names in configs, in pairs.</param>
internal sealed record ValueModel(ValueKind Kind, string Type, bool IsNullable, string Reader, ValueModel? Item, EquatableArray<string> Members)
{
    public string NullableType => IsNullable ? Type + "?" : Type;
}
