using DeepKeras.Generators;
using DeepKeras.Saving;
using DeepKeras.Tests.Generators.StandIns;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepKeras.Tests.Generators;

/// <summary>What is generated for code, and what is refused.</summary>
public sealed class KerasGeneratorTests
{
    [Test]
    public void A_documented_public_layer_gives_code_without_warnings()
    {
        (IReadOnlyList<string> problems, _) = GeneratorDriver.Run("""
            /// <summary>y = x W.</summary>
            /// <param name="units">The number of outputs; see <paramref name="rate"/> and <see cref="Model"/>.</param>
            /// <param name="rate">A &lt; 1.</param>
            /// <param name="class">A keyword.</param>
            public sealed partial class Gate(int units, float rate = 0.1f, string? @class = null) : Layer;
            """);

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void A_property_takes_the_text_of_its_parameter()
    {
        (_, string text) = GeneratorDriver.Run("""
            /// <summary>y = x W.</summary>
            /// <param name="units">The number of outputs, at most <paramref name="limit"/>.</param>
            /// <param name="limit">A bound.</param>
            public sealed partial class Gate(int units, int limit = 9) : Layer;
            """);

        Assert.That(text, Does.Contain("/// <summary>The number of outputs, at most <c>Limit</c>.</summary>\n    public int Units { get; } = units;"));
    }

    [Test]
    public void A_fluent_method_has_the_constructor_s_defaults_and_texts()
    {
        (_, string text) = GeneratorDriver.Run("""
            /// <summary>y = x W.</summary>
            /// <param name="units">Outputs.</param>
            public sealed partial class Gate(int units = 3, double rate = 1e-7, DayOfWeek day = DayOfWeek.Friday) : Layer;
            """);

        Assert.That(text, Does.Contain("/// <param name=\"units\">Outputs.</param>").And.Contain(
            "public static global::My.Model Gate(this global::My.Model model, int units = 3, double rate = 1E-07d, global::System.DayOfWeek day = global::System.DayOfWeek.Friday, string? name = null)"));
    }

    [TestCase("public sealed partial class Gate(Func<int> f) : Layer;", "DK0001: 'f' of Gate is of type 'System.Func<int>', which a Keras config cannot hold")]
    [TestCase("public sealed partial class Gate(List<object> list) : Layer;", "DK0001: 'list' of Gate")]
    [TestCase("public sealed partial class Gate : Layer { public decimal Rate { get; init; } }", "DK0001: 'Rate' of Gate")]
    [TestCase("public sealed class Gate(int units) : Layer { public int Units => units; }", "DK0002: Gate must be declared partial")]
    [TestCase("public class Outer { public sealed partial class Gate : Layer; }", "DK0002: Gate must be declared partial")]
    [TestCase("public sealed partial class Gate : Layer { public Gate(int units) { } }", "DK0003: Gate has no property 'Units' for its constructor parameter 'units'")]
    [TestCase("public sealed partial class Gate<T> : Layer;", "DK0004: Gate cannot have a generated config: it is generic")]
    [TestCase("public sealed partial class Gate : Layer { private Gate() { } }", "DK0004: Gate cannot have a generated config: it has no constructor")]
    [TestCase("public sealed partial class Gate(int units) : Layer { [ConfigName(\"units\")] public int Other { get; init; } }", "DK0005: The config of Gate has the key \"units\" twice")]
    [TestCase("[ConfigFixed(\"units\")] public sealed partial class Gate(int units) : Layer;", "DK0005: The config of Gate has the key \"units\" twice")]
    [TestCase("public sealed partial class Gate([Default(3)] int units) : Layer;", "DK0006: The parameter 'units' of Gate has [Default]")]
    [TestCase("public sealed partial class Gate([NotConfig] int units) : Layer { public int U => units; }", "DK0007: The parameter 'units' of Gate is [NotConfig]")]
    public void What_cannot_be_a_config_is_an_error(string code, string message) =>
        Assert.That(GeneratorDriver.Run(code).Problems, Has.Some.StartsWith(message));

    [Test]
    public void The_error_stands_at_the_parameter()
    {
        GeneratorDriverRunResult result = GeneratorDriver.Create().RunGenerators(GeneratorDriver.Compile("public sealed partial class Gate(int units, Func<int> f) : Layer;")).GetRunResult();

        Location place = result.Diagnostics.Single().Location;
        string line = (GeneratorDriver.Family + "public sealed partial class Gate(int units, Func<int> f) : Layer;").Split('\n')[place.GetLineSpan().StartLinePosition.Line];
        Assert.That(line[place.GetLineSpan().StartLinePosition.Character..], Does.StartWith("f) : Layer"));
    }

    [TestCase("[NotConfig] public sealed class Gate(Func<int> f) : Layer { public int F => f(); }")]
    [TestCase("public sealed partial class Gate(int units, [NotConfig] Func<int>? f = null) : Layer { public int? F => f?.Invoke(); }")]
    [TestCase("public partial class Gate(int units = 1) : Layer; public sealed partial class Door(int units, bool open) : Gate(units);")]
    [TestCase("public sealed partial class Gate(int[] units) : Layer { public IReadOnlyList<int> Units { get; } = [.. units]; }")]
    [TestCase("public partial class Outer { internal sealed partial class Gate(int? units, string? text) : Layer; }")]
    [TestCase("public sealed partial class Gate : Layer { public required int Units { get; init; } public required string? Text { get; init; } }")]
    [TestCase("public sealed partial class Gate(IReadOnlyList<IReadOnlyList<int?>>? units = null, DayOfWeek? day = null, DayOfWeek[]? days = null) : Layer;")]
    [TestCase("#nullable disable\npublic sealed partial class Gate(string text = null, Layer layer = null, int[] axes = null) : Layer;")]
    [TestCase("public sealed partial class Gate(bool flip = false, params int[] axes) : Layer;")]
    [TestCase("public sealed partial class Gate(Layer layer, Layer? other = null, Layer[]? more = null) : Layer;")]
    [TestCase("public sealed partial class Gate(string text = \"a\\\"b\\n\", float f = float.PositiveInfinity, long l = long.MinValue, int i = int.MinValue, DayOfWeek d = default) : Layer;")]
    [TestCase("public sealed partial class Gate(int model, string name) : Layer { public string Shown => name; }")]
    [TestCase("public sealed partial class Gate : Layer { public override void WriteConfig(ConfigWriter writer) { } internal static Gate FromConfig(ConfigReader reader) => new(); }")]
    public void What_can_be_a_config_compiles(string code) =>
        Assert.That(GeneratorDriver.Run(code).Problems.Where(p => !p.StartsWith("CS1591", StringComparison.Ordinal) && !p.StartsWith("CS0108", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void A_class_of_another_assembly_s_family_is_a_custom_one()
    {
        MetadataReference library = Library();
        CSharpCompilation user = GeneratorDriver.Compile("""
            namespace Yours;
            [RegisterKeras("shop")] internal sealed partial class Gate(int units) : My.Layer;
            internal sealed partial class Door(int units) : My.Layer;
            internal sealed class Wall(Func<int> f) : My.Layer { public int F => f(); }
            """, GeneratorDriver.Usings).WithAssemblyName("Yours").AddReferences(library);

        GeneratorDriver.Create().RunGeneratorsAndUpdateCompilation(user, out Compilation output, out _);

        Assert.That(output.GetDiagnostics().Where(d => d.Severity != DiagnosticSeverity.Hidden), Is.Empty);
        Assert.That(string.Join("\n", output.SyntaxTrees), Does
            .Contain("Register<global::Yours.Gate>(\"Yours\", \"Gate\", \"shop>Gate\", global::Yours.Gate.FromConfig)").And
            .Contain("Register<global::Yours.Door>(\"Yours\", \"Door\", \"Custom>Door\", global::Yours.Door.FromConfig)").And
            .Contain("internal static partial class YoursModelInternalExtensions").And
            .Not.Contain("Register<global::Yours.Wall>"));
    }

    [Test]
    public void An_edit_elsewhere_generates_nothing_again()
    {
        CSharpCompilation first = GeneratorDriver.Compile("public sealed partial class Gate(int units) : Layer;");
        CSharpCompilation second = first.AddSyntaxTrees(GeneratorDriver.SyntaxTree("namespace Else; class Nothing : System.Object;"));

        GeneratorDriverRunResult result = GeneratorDriver.Create().RunGenerators(first).RunGenerators(second).GetRunResult();

        IEnumerable<IncrementalStepRunReason> reasons = result.Results[0].TrackedSteps[KerasGenerator.ClassesStep].SelectMany(s => s.Outputs).Select(o => o.Reason);
        IEnumerable<IncrementalStepRunReason> outputs = result.Results[0].TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason);
        Assert.That(reasons.Concat(outputs), Is.All.EqualTo(IncrementalStepRunReason.Cached).Or.EqualTo(IncrementalStepRunReason.Unchanged));
    }

    [Test]
    public void An_edit_of_a_default_generates_that_class_again()
    {
        CSharpCompilation first = GeneratorDriver.Compile("public sealed partial class Gate(int units = 1) : Layer;");
        CSharpCompilation second = first.ReplaceSyntaxTree(first.SyntaxTrees[0], GeneratorDriver.SyntaxTree(GeneratorDriver.Family + "public sealed partial class Gate(int units = 2) : Layer;"));

        GeneratorDriverRunResult result = GeneratorDriver.Create().RunGenerators(first).RunGenerators(second).GetRunResult();

        Assert.That(result.GeneratedTrees.Select(t => t.ToString()), Has.Some.Contains("(int)2"));
    }

    [Test]
    public void A_custom_object_is_read_by_its_registered_name() =>
        Assert.That(
            ConfigJson.Parse("""{"module": "any.python", "class_name": "Other", "config": {"rate": 0.5}, "registered_name": "shop>Halve"}""").AsKeras<KerasObject>(),
            Is.TypeOf<Halve>().With.Property("Rate").EqualTo(0.5));

    private static MetadataReference Library()
    {
        GeneratorDriver.Create().RunGeneratorsAndUpdateCompilation(GeneratorDriver.Compile(""), out Compilation output, out _);
        using var stream = new MemoryStream();
        Assert.That(output.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
