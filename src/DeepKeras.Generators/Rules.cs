using Microsoft.CodeAnalysis;

namespace DeepKeras.Generators;

/// <summary>What the generator refuses.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor UnsupportedType = Rule(
        "DK0001",
        "A config cannot hold this type",
        "'{0}' of {1} is of type '{2}', which a Keras config cannot hold: use bool, int, long, float, double, string, an enum, a type with IConfigValue, a Keras object, or an array or IReadOnlyList of these; or mark it [NotConfig]");

    public static readonly DiagnosticDescriptor NotPartial = Rule(
        "DK0002",
        "A class with a config must be partial",
        "{0} must be declared partial, and so must the types around it, so that its config can be generated");

    public static readonly DiagnosticDescriptor NoProperty = Rule(
        "DK0003",
        "A constructor parameter needs a property",
        "{1} has no property '{2}' for its constructor parameter '{0}': declare one, use a primary constructor, or mark the parameter [NotConfig]");

    public static readonly DiagnosticDescriptor NotGeneratable = Rule(
        "DK0004",
        "The class's config cannot be generated",
        "{0} cannot have a generated config: {1}");

    public static readonly DiagnosticDescriptor DuplicateKey = Rule(
        "DK0005",
        "Two members have one config key",
        "The config of {0} has the key \"{1}\" twice: rename one by [ConfigName] or mark it [NotConfig]");

    public static readonly DiagnosticDescriptor DefaultNeedsNullable = Rule(
        "DK0006",
        "[Default] needs a nullable parameter",
        "The parameter '{0}' of {1} has [Default], so its type must be nullable and its default null");

    public static readonly DiagnosticDescriptor NotConfigNeedsDefault = Rule(
        "DK0007",
        "A [NotConfig] parameter needs a default",
        "The parameter '{0}' of {1} is [NotConfig], so it needs a default: a config has no value for it");

    private static readonly Dictionary<string, DiagnosticDescriptor> All =
        new[] { UnsupportedType, NotPartial, NoProperty, NotGeneratable, DuplicateKey, DefaultNeedsNullable, NotConfigNeedsDefault }.ToDictionary(rule => rule.Id);

    public static DiagnosticDescriptor ById(string id) => All[id];

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, "DeepKeras", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
