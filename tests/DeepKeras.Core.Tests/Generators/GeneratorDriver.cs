using System.Collections.Immutable;
using DeepKeras.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepKeras.Tests.Generators;

/// <summary>The generator, run by hand on a few lines of a user's code.</summary>
internal static class GeneratorDriver
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is { } file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "DeepKeras.Core.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>A compilation of code after <see cref="Family"/>, with the usings that a user has.</summary>
    public static CSharpCompilation Compile(string code, string before = Family) => CSharpCompilation.Create(
        "My.Layers",
        [SyntaxTree(before + code)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error));

    public const string Usings = "using System;\nusing System.Collections.Generic;\nusing DeepKeras.Saving;\n";

    /// <summary>A family of classes of Keras's own, and a model for fluent methods.</summary>
    public const string Family = Usings + """
        [assembly: System.Runtime.CompilerServices.CompilationRelaxations(8)]
        namespace My;
        /// <summary>Holds layers.</summary>
        public sealed class Model
        {
            /// <summary>Adds one.</summary>
            /// <param name="layer">The layer.</param>
            public Model Add(Layer layer) => this;
        }
        /// <summary>A layer.</summary>
        [KerasModule("keras.layers")]
        [FluentMethods(typeof(Model))]
        public abstract class Layer : KerasObject
        {
            /// <summary>The name.</summary>
            [NotConfig] public string? Name { get; init; }
        }

        """;

    public static SyntaxTree SyntaxTree(string code) => CSharpSyntaxTree.ParseText(code, Options, "code.cs");

    public static CSharpGeneratorDriver Create() => CSharpGeneratorDriver.Create(
        [new KerasGenerator().AsSourceGenerator()],
        parseOptions: Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>All errors and warnings, the generator's and the compiler's, and the generated text.</summary>
    public static (IReadOnlyList<string> Problems, string Text) Run(string code, string before = Family)
    {
        Microsoft.CodeAnalysis.GeneratorDriver driver = Create().RunGeneratorsAndUpdateCompilation(Compile(code, before), out Compilation output, out ImmutableArray<Diagnostic> found);
        IEnumerable<Diagnostic> problems = found.Concat(output.GetDiagnostics()).Where(d => d.Severity != DiagnosticSeverity.Hidden);
        return ([.. problems.Select(d => $"{d.Id}: {d.GetMessage()}")], string.Join("\n", driver.GetRunResult().GeneratedTrees.Select(t => t.ToString())));
    }
}
