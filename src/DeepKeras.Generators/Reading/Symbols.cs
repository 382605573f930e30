using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepKeras.Generators.Reading;

/// <summary>What is asked of symbols, more than once.</summary>
internal static class Symbols
{
    public const string Saving = "DeepKeras.Saving";

    public static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The attribute of DeepKeras.Saving on a symbol itself.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass is { } type && type.Name == name + "Attribute" && type.IsIn(Saving));

    public static bool Has(this ISymbol symbol, string attribute) => symbol.Attribute(attribute) is not null;

    /// <summary>The attribute's only argument, a string.</summary>
    public static string? Argument(this AttributeData? attribute) =>
        attribute.First() is { Kind: TypedConstantKind.Primitive, Value: string value } ? value : null;

    /// <summary>The attribute's first argument.</summary>
    public static TypedConstant? First(this AttributeData? attribute) =>
        attribute is { ConstructorArguments.Length: > 0 } ? attribute.ConstructorArguments[0] : null;

    public static bool IsIn(this ITypeSymbol type, string name) => type.ContainingNamespace?.ToDisplayString() == name;

    public static bool IsKerasObject(this ITypeSymbol type) =>
        type.AndBases().Any(t => t.Name == "KerasObject" && t.IsIn(Saving));

    /// <summary>The class and its bases, most derived first.</summary>
    public static IEnumerable<INamedTypeSymbol> AndBases(this ITypeSymbol type)
    {
        for (INamedTypeSymbol? t = type as INamedTypeSymbol; t is not null; t = t.BaseType)
        {
            yield return t;
        }
    }

    public static IEnumerable<TypeDeclarationSyntax> Declarations(this INamedTypeSymbol type, CancellationToken cancel) =>
        type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).OfType<TypeDeclarationSyntax>();

    public static bool IsPartial(this INamedTypeSymbol type, CancellationToken cancel) =>
        type.Declarations(cancel).Any(d => d.Modifiers.Any(m => m.Text == "partial"));

    public static bool IsPartialThroughout(this INamedTypeSymbol type, CancellationToken cancel) =>
        type.IsPartial(cancel) && (type.ContainingType is null || type.ContainingType.IsPartialThroughout(cancel));

    /// <summary>The primary constructor of a class in source.</summary>
    public static IMethodSymbol? PrimaryConstructor(this INamedTypeSymbol type, CancellationToken cancel) =>
        type.InstanceConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancel) is TypeDeclarationSyntax));

    /// <summary>What of a type other code of the assembly sees: public, internal, or (null) nothing.</summary>
    public static Accessibility? Visibility(this INamedTypeSymbol type)
    {
        var seen = Accessibility.Public;
        for (INamedTypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || t.IsFileLocal)
            {
                return null;
            }

            if (t.DeclaredAccessibility != Accessibility.Public)
            {
                seen = Accessibility.Internal;
            }
        }

        return seen;
    }

    public static Location Place(this ISymbol symbol, Location otherwise) => symbol.Locations.FirstOrDefault(l => l.IsInSource) ?? otherwise;
}
