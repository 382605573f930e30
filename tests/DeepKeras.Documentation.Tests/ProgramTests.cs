using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepKeras.Documentation.Tests;

/// <summary>Every C# program in the documents compiles and runs as it stands.</summary>
[NonParallelizable]
internal sealed partial class ProgramTests
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static IEnumerable<TestCaseData> Programs =>
        from document in Repository.Documents
        from program in CSharp().Matches(File.ReadAllText(System.IO.Path.Combine(Repository.Root, document))).Select((match, i) => (Source: match.Groups[1].Value, Number: i + 1))
        select new TestCaseData(program.Source).SetName($"{document}, program {program.Number}, compiles and runs");

    // Those that serve need ASP.NET, which the tests do not refer to: examples/run.sh runs them.
    private static IEnumerable<string> Recipes => Repository.Programs.Where(program => !File.ReadAllText(System.IO.Path.Combine(Repository.Root, program)).Contains("Sdk.Web", StringComparison.Ordinal));

    [TestCaseSource(nameof(Recipes))]
    public void A_program_of_a_file_compiles(string program)
    {
        IEnumerable<string> lines = File.ReadLines(System.IO.Path.Combine(Repository.Root, program)).Where(line => !line.StartsWith("#:", StringComparison.Ordinal));
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = Compilation(string.Join(Environment.NewLine, lines)).Emit(image);
        Assert.That(result.Success, Is.True, string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
    }

    [TestCaseSource(nameof(Programs))]
    public void A_program_compiles_and_runs(string source)
    {
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = Compilation(source).Emit(image);
        Assert.That(result.Success, Is.True, string.Join(Environment.NewLine, result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));

        string folder = Directory.CreateTempSubdirectory("deepkeras-document-").FullName;
        Directory.CreateSymbolicLink(System.IO.Path.Combine(folder, "models"), System.IO.Path.Combine(Repository.Root, "models"));
        string before = Environment.CurrentDirectory;
        TextWriter output = Console.Out;
        var written = new StringWriter();
        try
        {
            Environment.CurrentDirectory = folder;
            Console.SetOut(written);
            MethodInfo main = Assembly.Load(image.ToArray()).EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(output);
            Environment.CurrentDirectory = before;
            Directory.Delete(folder, recursive: true);
        }

        Assert.That(written.ToString(), Is.Not.Empty, "the program prints nothing");
    }

    private static CSharpCompilation Compilation(string source)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "document" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source), CSharpSyntaxTree.ParseText(ImplicitUsings)],
            References(),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));

        // As in a project that references the package: its generator writes the configs of custom classes.
        CSharpGeneratorDriver.Create(new Generators.KerasGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return (CSharpCompilation)generated;
    }

    private static IEnumerable<MetadataReference> References()
    {
        // A class of each assembly that the programs use, so that it is among the trusted ones.
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(System.IO.Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
    }

    [GeneratedRegex(@"^```csharp\r?\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
