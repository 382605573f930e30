using DeepKeras.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepKeras.Generators.Reading;

/// <summary>A class derived from KerasObject, read into the model of what is generated for it.</summary>
internal sealed class ClassReader
{
    private readonly INamedTypeSymbol type;
    private readonly Location place;
    private readonly CancellationToken cancel;
    private readonly List<Problem> problems = [];

    private ClassReader(INamedTypeSymbol type, Location place, CancellationToken cancel)
    {
        this.type = type;
        this.place = place;
        this.cancel = cancel;
    }

    /// <summary>The class's model, or null where nothing is generated: no Keras object, or another part of the class tells it.</summary>
    public static ClassModel? Read(GeneratorSyntaxContext context, CancellationToken cancel)
    {
        var declaration = (ClassDeclarationSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(declaration, cancel) is not { } type || !type.IsKerasObject())
        {
            return null;
        }

        TypeDeclarationSyntax first = type.Declarations(cancel).First(d => d.BaseList is not null);
        bool isFirst = first.SyntaxTree == declaration.SyntaxTree && first.Span == declaration.Span;
        return isFirst && type.Name != "KerasObject" ? new ClassReader(type, declaration.Identifier.GetLocation(), cancel).Read() : null;
    }

    private ClassModel? Read()
    {
        // A base of the family in this assembly makes the class one of Keras's own; else it is a user's.
        INamedTypeSymbol? family = type.AndBases().FirstOrDefault(t => t.Has("KerasModule"));
        bool builtIn = SymbolEqualityComparer.Default.Equals(family?.ContainingAssembly, type.ContainingAssembly);
        bool written = type.GetMembers("WriteConfig").Length > 0;
        bool partial = type.IsPartialThroughout(cancel);
        bool wanted = !type.IsAbstract && !type.Has("NotConfig") && !written;
        if (!partial && wanted && (builtIn || type.Has("RegisterKeras")))
        {
            problems.Add(Problem.At(Rules.NotPartial, place, type.Name));
        }

        if (type.IsGenericType || type.ContainingType?.IsGenericType == true)
        {
            return wanted && builtIn ? OnlyProblems(Problem.At(Rules.NotGeneratable, place, type.Name, "it is generic")) : null;
        }

        if (!partial && !type.Has("NotConfig"))
        {
            return problems.Count > 0 ? OnlyProblems([.. problems]) : null;
        }

        IMethodSymbol? constructor = type.ConfigConstructor(cancel);
        var documentation = new Documentation(type, constructor, cancel);
        EquatableArray<PropertyModel> properties = partial && !type.Has("NotConfig")
            ? Properties(documentation) : EquatableArray<PropertyModel>.Empty;
        IdentityModel identity = Identity(family, builtIn);
        ConfigModel? config = wanted && partial ? Config(constructor) : null;
        bool registered = !type.IsAbstract && type.Visibility() is not null
            && (config is not null || (written && type.GetMembers("FromConfig").OfType<IMethodSymbol>().Any(m => m.IsStatic)));
        bool identified = partial && !type.IsAbstract && !type.Has("NotConfig");
        return new ClassModel(
            Hint(),
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            Containers(),
            $"partial class {type.Name}",
            type.Name,
            FullName,
            properties,
            identified ? identity : null,
            config,
            registered ? new(FullName, identity.ClassName, identity.Module, identity.RegisteredName, Aliases()) : null,
            type.IsAbstract ? null : FluentReader.Read(type, constructor, documentation),
            problems.ToEquatable());
    }

    private string FullName => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Whether internal members of another class are accessible here.</summary>
    private bool Sees(INamedTypeSymbol other) =>
        SymbolEqualityComparer.Default.Equals(other.ContainingAssembly, type.ContainingAssembly) || other.ContainingAssembly.GivesAccessTo(type.ContainingAssembly);

    private string Hint() => type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    private ClassModel OnlyProblems(params Problem[] found) =>
        new(Hint(), "", default, "", type.Name, FullName, default, null, null, null, null, found.ToEquatable());

    private EquatableArray<string> Containers()
    {
        var containers = new Stack<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            string kind = outer switch
            {
                { IsRecord: true, IsValueType: true } => "record struct",
                { IsRecord: true } => "record",
                { IsValueType: true } => "struct",
                { TypeKind: TypeKind.Interface } => "interface",
                _ => "class",
            };
            containers.Push($"partial {kind} {outer.Name}");
        }

        return containers.ToEquatable();
    }

    private EquatableArray<PropertyModel> Properties(Documentation documentation) =>
        type.GeneratedProperties(cancel).Select(parameter =>
        {
            (ITypeSymbol propertyType, string? standard) = Standard(parameter);
            string typeName = propertyType.ToDisplayString(Symbols.Qualified);
            string name = Escape(parameter.Name);
            string value = standard is null ? name : $"{name} ?? ({typeName}){standard}";
            return new PropertyModel(KeyNames.Property(parameter), typeName, value, type.Overrides(parameter, cancel), documentation.OfProperty(parameter.Name));
        }).ToEquatable();

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The type of a parameter's property, and the text of its [Default] value.</summary>
    private static (ITypeSymbol Type, string? Value) Standard(IParameterSymbol parameter)
    {
        if (parameter.Attribute("Default").First() is not { } argument)
        {
            return (parameter.Type, null);
        }

        ITypeSymbol type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } wrapped
            ? wrapped.TypeArguments[0]
            : parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        return (type, Literals.Of(argument));
    }

    private IdentityModel Identity(INamedTypeSymbol? family, bool builtIn)
    {
        string name = type.Attribute("KerasName").Argument() ?? type.Name;
        EquatableArray<string> declared = new[] { "ClassName", "Module", "RegisteredName" }.Where(m => type.GetMembers(m).Length > 0).ToEquatable();
        if (builtIn)
        {
            return new(name, family!.Attribute("KerasModule").Argument() ?? "", null, declared);
        }

        AttributeData? register = type.Attribute("RegisterKeras");
        string package = register.Argument() ?? "Custom";
        string module = register?.NamedArguments.FirstOrDefault(a => a.Key == "Module").Value.Value as string
            ?? (type.ContainingNamespace.IsGlobalNamespace ? type.ContainingAssembly.Name : type.ContainingNamespace.ToDisplayString());
        return new(name, module, $"{package}>{name}", declared);
    }

    private EquatableArray<string> Aliases() =>
        type.Attribute("KerasAlias").First() is { Kind: TypedConstantKind.Array } names
            ? names.Values.Select(v => v.Value).OfType<string>().ToEquatable()
            : EquatableArray<string>.Empty;

    private ConfigModel? Config(IMethodSymbol? constructor)
    {
        int before = problems.Count;
        if (constructor is null)
        {
            problems.Add(Problem.At(Rules.NotGeneratable, place, type.Name, "it has no constructor that could be its config"));
            return null;
        }

        // Properties of the family first, as Keras has it: name, learning_rate, ...; then the constructor's, then the class's own.
        List<IPropertySymbol> inits = InitProperties(constructor);
        List<EntryModel?> entries =
        [
            .. inits.Where(p => !IsOwn(p)).Select(Entry),
            .. constructor.Parameters.Where(p => !p.Has("NotConfig")).Select(p => Entry(p, constructor)),
            .. inits.Where(IsOwn).Select(Entry),
        ];
        problems.AddRange(constructor.Parameters.Where(p => p.Has("NotConfig") && !p.HasExplicitDefaultValue)
            .Select(p => Problem.At(Rules.NotConfigNeedsDefault, p.Place(place), p.Name, type.Name)));
        List<AttributeData> fixedKeys = [.. type.AndBases().SelectMany(t => t.GetAttributes())
            .Where(a => a.AttributeClass is { Name: "ConfigFixedAttribute" } && a.ConstructorArguments.Length == 2 && a.Argument() is not null)];
        foreach (string key in entries.Select(e => e?.Key).Concat(fixedKeys.Select(a => a.Argument())).OfType<string>().GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            problems.Add(Problem.At(Rules.DuplicateKey, place, type.Name, key));
        }

        bool hides = type.BaseType!.AndBases().Any(t => !t.IsAbstract && t.IsKerasObject() && !t.Has("NotConfig") && Sees(t));
        return problems.Count > before
            ? null
            : new(entries.OfType<EntryModel>().ToEquatable(), fixedKeys.SelectMany(Fixed).ToEquatable(), hides, inits.Any(p => p.IsRequired), constructor.IsImplicitlyDeclared);
    }

    private static string[] Fixed(AttributeData attribute)
    {
        return [attribute.Argument()!, Literals.Of(attribute.ConstructorArguments[1])];
    }

    private bool IsOwn(IPropertySymbol property) => SymbolEqualityComparer.Default.Equals(property.ContainingType, type);

    /// <summary>Public <c>init</c> properties that no constructor parameter stands for, base classes first; an override stands for what it overrides.</summary>
    private List<IPropertySymbol> InitProperties(IMethodSymbol constructor)
    {
        var taken = new HashSet<string>(constructor.Parameters.Where(p => !p.Has("NotConfig")).Select(p => KeyNames.Property(p)));
        List<List<IPropertySymbol>> byClass = [];
        foreach (INamedTypeSymbol t in type.AndBases())
        {
            // A family that writes keys by hand (Layer: name, trainable, dtype) writes its own properties there.
            bool byHand = t.Has("KerasModule") && t.GetMembers("WriteBaseConfig").Length > 0;
            List<IPropertySymbol> own = [];
            foreach (IPropertySymbol property in t.GetMembers().OfType<IPropertySymbol>())
            {
                bool isConfig = property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null }
                    && property.SetMethod is { IsInitOnly: true, DeclaredAccessibility: Accessibility.Public };
                if (taken.Add(property.Name) && isConfig && !byHand && !property.Has("NotConfig"))
                {
                    own.Add(property);
                }
            }

            byClass.Insert(0, own);
        }

        return [.. byClass.SelectMany(list => list)];
    }

    private EntryModel? Entry(IPropertySymbol property)
    {
        string key = property.Attribute("ConfigName").Argument() ?? KeyNames.Snake(property.Name);
        return Supported(property.Type, property.Name, property.Place(place)) is { } value
            ? new(key, property.Name, value, value, null, null, property.IsRequired, property.Has("OmitWhenNull"))
            : null;
    }

    private EntryModel? Entry(IParameterSymbol parameter, IMethodSymbol constructor)
    {
        Location at = parameter.Place(place);
        string name = KeyNames.Property(parameter);
        bool hasStandard = parameter.Has("Default");
        if (hasStandard && (parameter is not { HasExplicitDefaultValue: true, ExplicitDefaultValue: null } || !ValueTypes.IsNullable(parameter.Type)))
        {
            problems.Add(Problem.At(Rules.DefaultNeedsNullable, at, parameter.Name, type.Name));
            return null;
        }

        ITypeSymbol standard = Standard(parameter).Type;
        ISymbol? member = type.ConfigMember(name, constructor, cancel);
        if (member is null)
        {
            problems.Add(Problem.At(Rules.NoProperty, at, parameter.Name, type.Name, name));
            return null;
        }

        ITypeSymbol writtenType = member switch
        {
            IPropertySymbol property => property.Type,
            IParameterSymbol generated => Standard(generated).Type,
            _ => standard,
        };
        ValueModel? read = parameter.RefKind == RefKind.None ? Supported(standard, parameter.Name, at) : Unsupported(parameter.Type, parameter.Name, at);
        ValueModel? written = SymbolEqualityComparer.IncludeNullability.Equals(writtenType, standard) ? read : Supported(writtenType, name, member.Place(place));
        if (read is null || written is null)
        {
            return null;
        }

        string key = parameter.Attribute("ConfigName").Argument() ?? (member as IPropertySymbol)?.Attribute("ConfigName").Argument() ?? KeyNames.Snake(parameter.Name);
        bool omit = parameter.Has("OmitWhenNull") || member.Has("OmitWhenNull");
        string? missing = Literals.Default(parameter);
        return new(key, name, written, read, parameter.Name, missing is null ? null : $"({parameter.Type.ToDisplayString(Symbols.Qualified)}){missing}", false, omit);
    }

    private ValueModel? Supported(ITypeSymbol valueType, string name, Location at) => ValueTypes.Of(valueType) ?? Unsupported(valueType, name, at);

    private ValueModel? Unsupported(ITypeSymbol valueType, string name, Location at)
    {
        problems.Add(Problem.At(Rules.UnsupportedType, at, name, type.Name, valueType.ToDisplayString()));
        return null;
    }
}
