using DeepKeras.Generators.Model;
using Microsoft.CodeAnalysis;

namespace DeepKeras.Generators.Reading;

/// <summary>Which types a config can hold, and how.</summary>
internal static class ValueTypes
{
    /// <summary>The value's model, or null for a type that a config cannot hold.</summary>
    public static ValueModel? Of(ITypeSymbol type)
    {
        bool nullable = IsNullable(type);
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } wrapped)
        {
            type = wrapped.TypeArguments[0];
        }

        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Symbols.Qualified);
        string? reader = type.SpecialType switch
        {
            SpecialType.System_Boolean => "AsBool",
            SpecialType.System_Int32 => "AsInt",
            SpecialType.System_Int64 => "AsLong",
            SpecialType.System_Single => "AsFloat",
            SpecialType.System_Double => "AsDouble",
            _ => null,
        };
        if (reader is not null)
        {
            return new(ValueKind.Number, name, nullable, reader, null, default);
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return new(ValueKind.Text, name, nullable, "AsString", null, default);
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return new(ValueKind.Enumeration, name, nullable, "", null, Members(type));
        }

        if (type.AllInterfaces.Any(i => i.Name == "IConfigValue" && i.IsIn(Symbols.Saving) && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], type)))
        {
            return new(ValueKind.Own, name, nullable, "", null, default);
        }

        if (type.IsKerasObject())
        {
            return new(ValueKind.Keras, name, nullable, "", null, default);
        }

        ITypeSymbol? item = type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
            INamedTypeSymbol { Name: "IReadOnlyList", TypeArguments.Length: 1 } list when list.IsIn("System.Collections.Generic") => list.TypeArguments[0],
            _ => null,
        };
        return item is not null && Of(item) is { } itemModel ? new(ValueKind.List, name, nullable, "", itemModel, default) : null;
    }

    /// <summary>Whether null may come: also in code without nullable annotations.</summary>
    public static bool IsNullable(ITypeSymbol type) =>
        (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated)
        || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    private static EquatableArray<string> Members(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
            .SelectMany(f => new[] { f.Name, f.Attribute("ConfigName").Argument() ?? KeyNames.Snake(f.Name) })
            .ToEquatable();
}
