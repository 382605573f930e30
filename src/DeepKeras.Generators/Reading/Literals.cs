using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepKeras.Generators.Reading;

/// <summary>C# text of constants.</summary>
internal static class Literals
{
    /// <summary>The text of a parameter's default; null where it has none.</summary>
    public static string? Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        bool canBeNull = parameter.Type.IsReferenceType || parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        bool oblivious = parameter.Type.IsReferenceType && parameter.Type.NullableAnnotation != NullableAnnotation.Annotated;
        return parameter.ExplicitDefaultValue is not null ? Of(parameter.ExplicitDefaultValue, parameter.Type)
            : !canBeNull ? "default"
            : oblivious ? "null!" : "null";
    }

    /// <summary>The text of an attribute's argument; <c>default</c> for what is no single constant.</summary>
    public static string Of(TypedConstant constant) =>
        constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum ? Of(constant.Value, constant.Type) : "default";

    private static string Of(object? value, ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } wrapped)
        {
            type = wrapped.TypeArguments[0];
        }

        if (value is not null && type is { TypeKind: TypeKind.Enum })
        {
            string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Symbols.Qualified);
            IFieldSymbol? member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && f.ConstantValue.Equals(value));
            return member is null ? $"({name})({Of(value, null)})" : $"{name}.{member.Name}";
        }

        return value switch
        {
            null => "null",
            bool b => b ? "true" : "false",
            float f when float.IsNaN(f) => "float.NaN",
            float f when float.IsInfinity(f) => f > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
            float f => Float(f),
            double d when double.IsNaN(d) => "double.NaN",
            double d when double.IsInfinity(d) => d > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
            double d => Double(d),
            long l => l.ToString(CultureInfo.InvariantCulture) + "L",
            string s => SymbolDisplay.FormatLiteral(s, quote: true),
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "null",
        };
    }

    private static string Float(float f)
    {
        string text = f.ToString("R", CultureInfo.InvariantCulture);
        return (float.Parse(text, CultureInfo.InvariantCulture) == f ? text : f.ToString("G9", CultureInfo.InvariantCulture)) + "f";
    }

    /// <summary>The shorter of two texts that give the number back; "R" alone did not on old runtimes.</summary>
    private static string Double(double d)
    {
        string text = d.ToString("R", CultureInfo.InvariantCulture);
        return (double.Parse(text, CultureInfo.InvariantCulture) == d ? text : d.ToString("G17", CultureInfo.InvariantCulture)) + "d";
    }
}
