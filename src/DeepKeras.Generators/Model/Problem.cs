using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DeepKeras.Generators.Model;

/// <summary>A diagnostic to be reported, without hold on the compilation.</summary>
internal sealed record Problem(string Id, string Path, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    public static Problem At(DiagnosticDescriptor rule, Location place, params string[] arguments)
    {
        FileLinePositionSpan lines = place.GetLineSpan();
        return new(rule.Id, lines.Path ?? "", place.SourceSpan, lines.Span, arguments.ToEquatable());
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rules.ById(Id), Location.Create(Path, Span, Lines), [.. Arguments]);
}
