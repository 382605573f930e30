using System.Collections.Immutable;
using DeepKeras.Generators.Model;
using DeepKeras.Generators.Reading;
using DeepKeras.Generators.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepKeras.Generators;

/// <summary>
/// From the constructor of a class derived from <c>KerasObject</c>: its properties, its Keras config, its entry in the registry, and
/// (for layers) the fluent method on a model. So a default stands in one place.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class KerasGenerator : IIncrementalGenerator
{
    /// <summary>The step whose outputs tests watch: a class's model.</summary>
    public const string ClassesStep = "Classes";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ClassModel> classes = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
                static (syntax, cancel) => ClassReader.Read(syntax, cancel))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ClassesStep);

        context.RegisterSourceOutput(classes, static (output, model) =>
        {
            foreach (Problem problem in model.Problems)
            {
                output.ReportDiagnostic(problem.ToDiagnostic());
            }

            if (model.Properties.Count > 0 || model.Identity is not null || model.Config is not null)
            {
                output.AddSource($"{model.Hint}.g.cs", ConfigCode.Of(model));
            }

            if (model.Fluent is { } fluent)
            {
                output.AddSource($"{model.Hint}.Fluent.g.cs", FluentCode.Of(fluent));
            }
        });

        IncrementalValueProvider<ImmutableArray<RegistrationModel>> registrations = classes
            .Where(static model => model.Registration is not null).Select(static (model, _) => model.Registration!).Collect();
        IncrementalValueProvider<string> assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "");
        context.RegisterSourceOutput(registrations.Combine(assembly), static (output, all) =>
        {
            if (all.Left.Length > 0)
            {
                output.AddSource("KerasRegistry.g.cs", RegistryCode.Of(all.Left, all.Right));
            }
        });

        IncrementalValueProvider<ImmutableArray<FluentModel>> fluents = classes
            .Where(static model => model.Fluent is not null).Select(static (model, _) => model.Fluent!).Collect();
        context.RegisterSourceOutput(fluents, static (output, all) =>
        {
            foreach (FluentModel one in all.GroupBy(f => f.Namespace + "." + f.ExtensionClass).Select(g => g.First()))
            {
                output.AddSource($"{one.Namespace}.{one.ExtensionClass}.g.cs", FluentCode.ClassOf(one));
            }
        });
    }
}
