using Microsoft.CodeAnalysis;

namespace DeepKeras.Generators.Reading;

/// <summary>The constructor whose parameters are a class's config, and the properties that hold their values.</summary>
internal static class Members
{
    /// <summary>The marked constructor, else the primary one, else the public one with the most parameters.</summary>
    public static IMethodSymbol? ConfigConstructor(this INamedTypeSymbol type, CancellationToken cancel) =>
        type.InstanceConstructors.FirstOrDefault(c => c.Has("ConfigConstructor"))
        ?? type.PrimaryConstructor(cancel)
        ?? type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public).OrderByDescending(c => c.Parameters.Length).FirstOrDefault();

    /// <summary>
    /// The primary constructor's parameters for which the class gets a generated property: it is partial, and neither the class nor
    /// its bases declare (or get) one of that name; an abstract one is overridden.
    /// </summary>
    public static IEnumerable<IParameterSymbol> GeneratedProperties(this INamedTypeSymbol type, CancellationToken cancel)
    {
        if (type.IsGenericType || type.Has("NotConfig") || !type.IsPartialThroughout(cancel) || type.PrimaryConstructor(cancel) is not { } primary)
        {
            return [];
        }

        return primary.Parameters.Where(p =>
        {
            string name = KeyNames.Property(p);
            return !p.Has("NotConfig") && type.OwnProperty(name) is null && type.BaseType?.InheritedMember(name, type, cancel) is null or IPropertySymbol { IsAbstract: true };
        });
    }

    /// <summary>The property, declared or to be generated (then the parameter it comes from), that holds a constructor parameter's value.</summary>
    public static ISymbol? ConfigMember(this INamedTypeSymbol type, string name, IMethodSymbol constructor, CancellationToken cancel) =>
        (ISymbol?)type.OwnProperty(name)
        ?? type.BaseType?.InheritedMember(name, type, cancel)
        ?? type.GeneratedProperties(cancel).FirstOrDefault(p => KeyNames.Property(p) == name && SymbolEqualityComparer.Default.Equals(p.ContainingSymbol, constructor));

    /// <summary>Whether a base class asks for the property of a parameter.</summary>
    public static bool Overrides(this INamedTypeSymbol type, IParameterSymbol parameter, CancellationToken cancel) =>
        type.BaseType?.InheritedMember(KeyNames.Property(parameter), type, cancel) is IPropertySymbol { IsAbstract: true };

    private static ISymbol? InheritedMember(this INamedTypeSymbol start, string name, INamedTypeSymbol from, CancellationToken cancel)
    {
        foreach (INamedTypeSymbol t in start.AndBases())
        {
            bool sameAssembly = SymbolEqualityComparer.Default.Equals(t.ContainingAssembly, from.ContainingAssembly);
            if (t.OwnProperty(name) is { } property && IsSeen(property, sameAssembly))
            {
                return property;
            }

            if (sameAssembly && t.IsKerasObject() && t.PrimaryConstructor(cancel) is { } primary && t.IsPartialThroughout(cancel)
                && !t.IsGenericType && !t.Has("NotConfig")
                && primary.Parameters.FirstOrDefault(p => KeyNames.Property(p) == name && !p.Has("NotConfig")) is { } parameter)
            {
                return parameter;
            }
        }

        return null;
    }

    private static bool IsSeen(IPropertySymbol property, bool sameAssembly) => property.DeclaredAccessibility switch
    {
        Accessibility.Private => false,
        Accessibility.Internal or Accessibility.ProtectedAndInternal => sameAssembly,
        _ => true,
    };

    private static IPropertySymbol? OwnProperty(this INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault(p => !p.IsStatic && p.GetMethod is not null);
}
