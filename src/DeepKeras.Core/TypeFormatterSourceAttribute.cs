namespace DeepKeras;

/// <summary>Says which class formats a type; dotnet-interactive knows the attribute by its name.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>The class with a method <c>CreateTypeFormatters</c>.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The formats that a cell shows first.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
