namespace DeepKeras.Generators.Model;

/// <summary>All that is generated for one class depends on; equal models give equal code.</summary>
/// <param name="Hint">The name of the generated file, without extension.</param>
/// <param name="Containers">The types around a nested class, outermost first, such as <c>partial class Outer</c>.</param>
/// <param name="Headline">The declaration, such as <c>partial class Dense</c>.</param>
/// <param name="Properties">The properties to be generated.</param>
/// <param name="Identity">ClassName, Module and RegisteredName; null where a hand-written config or an abstract class needs none.</param>
/// <param name="Config">What is written and read; null where it is not generated.</param>
/// <param name="Registration">How the registry makes one; null where it does not.</param>
/// <param name="Fluent">The fluent method; null where there is none.</param>
internal sealed record ClassModel(
    string Hint,
    string Namespace,
    EquatableArray<string> Containers,
    string Headline,
    string Name,
    string FullName,
    EquatableArray<PropertyModel> Properties,
    IdentityModel? Identity,
    ConfigModel? Config,
    RegistrationModel? Registration,
    FluentModel? Fluent,
    EquatableArray<Problem> Problems);

/// <summary>A property <c>public Type Name { get; } = Value;</c>.</summary>
/// <param name="Summary">The documentation's text, as XML.</param>
internal sealed record PropertyModel(string Name, string Type, string Value, bool IsOverride, string Summary);

/// <summary>The class's names in Keras.</summary>
internal sealed record IdentityModel(string ClassName, string Module, string? RegisteredName, EquatableArray<string> Declared);

/// <summary>The keys of a class's config.</summary>
/// <param name="Fixed">Keys that always have one value: the key and the value as C#, in pairs.</param>
/// <param name="HidesBase">Whether a base class has a generated FromConfig too.</param>
/// <param name="SetsRequired">Whether there are required properties.</param>
/// <param name="AddsConstructor">Whether the class has no constructor, so that the one that reads would take its place.</param>
internal sealed record ConfigModel(EquatableArray<EntryModel> Entries, EquatableArray<string> Fixed, bool HidesBase, bool SetsRequired, bool AddsConstructor);

/// <summary>One key.</summary>
/// <param name="Member">The C# property that is written.</param>
/// <param name="Written">The property's type.</param>
/// <param name="Read">The type that is read: the parameter's or the property's.</param>
/// <param name="Parameter">The constructor parameter; null for an <c>init</c> property.</param>
/// <param name="Missing">The expression for a missing key; null where it is an error, or (init property) where nothing is set.</param>
internal sealed record EntryModel(string Key, string Member, ValueModel Written, ValueModel Read, string? Parameter, string? Missing, bool IsRequired, bool OmitWhenNull);

/// <summary>An entry of the registry.</summary>
internal sealed record RegistrationModel(string FullName, string ClassName, string Module, string? RegisteredName, EquatableArray<string> Aliases);

/// <summary>A fluent method.</summary>
/// <param name="Model">The extended type, fully qualified.</param>
/// <param name="ExtensionClass">The static class.</param>
/// <param name="Cref">The class, for documentation.</param>
internal sealed record FluentModel(string Model, string Namespace, string ExtensionClass, bool IsPublic, string Name, string FullName, string Cref, EquatableArray<FluentParameter> Parameters);

/// <summary>A parameter of a fluent method.</summary>
/// <param name="Default">The default's text, or null.</param>
internal sealed record FluentParameter(string Name, string Type, string? Default, string Documentation);
