using DeepKeras.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepKeras.Generators.Reading;

/// <summary>The fluent method of a concrete class.</summary>
internal static class FluentReader
{
    public static FluentModel? Read(INamedTypeSymbol type, IMethodSymbol? constructor, Documentation documentation)
    {
        AttributeData? marker = type.AndBases().Select(t => t.Attribute("FluentMethods")).FirstOrDefault(a => a is not null);
        if (marker.First() is not { Value: INamedTypeSymbol { TypeKind: not TypeKind.Error } model }
            || type.AndBases().Any(t => t.Has("NoFluentMethod"))
            || type.IsGenericType
            || type.AndBases().SelectMany(t => t.GetMembers()).OfType<IPropertySymbol>().Any(p => p.IsRequired)
            || type.Visibility() is not { } visibility
            || constructor is null
            || constructor.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
        {
            return null;
        }

        bool isPublic = visibility == Accessibility.Public && model.Visibility() == Accessibility.Public && constructor.DeclaredAccessibility == Accessibility.Public;
        bool own = SymbolEqualityComparer.Default.Equals(model.ContainingAssembly, type.ContainingAssembly);
        string prefix = own ? "" : Identifier(type.ContainingAssembly.Name);
        string suffix = isPublic ? "" : "Internal";
        return new FluentModel(
            model.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            model.ContainingNamespace.IsGlobalNamespace ? "" : model.ContainingNamespace.ToDisplayString(),
            $"{prefix}{model.Name}{suffix}Extensions",
            isPublic,
            type.Name,
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            type.GetDocumentationCommentId() ?? type.Name,
            constructor.Parameters.Select(p => Parameter(p, documentation)).ToEquatable());
    }

    /// <summary>An assembly's name as part of an identifier: <c>My.Layers</c> to <c>MyLayers</c>.</summary>
    public static string Identifier(string assembly)
    {
        string letters = string.Concat(assembly.Where(c => c == '_' || char.IsLetterOrDigit(c)));
        return letters.Length > 0 && !char.IsDigit(letters[0]) ? letters : "_" + letters;
    }

    private static FluentParameter Parameter(IParameterSymbol parameter, Documentation documentation)
    {
        string type = (parameter.IsParams ? "params " : "") + parameter.Type.ToDisplayString(Symbols.Qualified);
        string name = SyntaxFacts.GetKeywordKind(parameter.Name) == SyntaxKind.None ? parameter.Name : "@" + parameter.Name;
        return new(name, type, Literals.Default(parameter), documentation.OfParameter(parameter.Name));
    }
}
