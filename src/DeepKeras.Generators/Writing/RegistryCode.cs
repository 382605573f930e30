using DeepKeras.Generators.Model;
using DeepKeras.Generators.Reading;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepKeras.Generators.Writing;

/// <summary>The assembly's entries of the registry, made when it is loaded.</summary>
internal static class RegistryCode
{
    public static string Of(IEnumerable<RegistrationModel> classes, string assembly)
    {
        var source = new Source().Namespace("DeepKeras.Generated")
            .Open($"internal static class {FluentReader.Identifier(assembly)}Classes")
            .Line("[global::System.Runtime.CompilerServices.ModuleInitializer]")
            .Open("internal static void Register()");
        foreach (RegistrationModel c in classes.OrderBy(c => c.FullName, StringComparer.Ordinal))
        {
            string[] arguments = [Text(c.Module), Text(c.ClassName), Text(c.RegisteredName), $"{c.FullName}.FromConfig", .. c.Aliases.Select(Text)];
            source.Line($"global::DeepKeras.Saving.KerasRegistry.Register<{c.FullName}>({string.Join(", ", arguments)});");
        }

        return source.Close().Close().ToString();
    }

    private static string Text(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);
}
