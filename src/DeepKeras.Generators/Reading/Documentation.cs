using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace DeepKeras.Generators.Reading;

/// <summary>The parameters' texts in a class's documentation comment.</summary>
internal sealed class Documentation
{
    private readonly Dictionary<string, XElement> parameters = [];

    public Documentation(INamedTypeSymbol type, IMethodSymbol? constructor, CancellationToken cancel)
    {
        Add(type.GetDocumentationCommentXml(cancellationToken: cancel));
        Add(constructor?.GetDocumentationCommentXml(cancellationToken: cancel));
    }

    /// <summary>The text of a parameter, as XML: in a method, where other parameters can be named.</summary>
    public string OfParameter(string name) => parameters.TryGetValue(name, out XElement? element) ? Inner(element) : $"The layer's <c>{name}</c>.";

    /// <summary>The text of a parameter, as XML: on its property, where other parameters are named by their properties.</summary>
    public string OfProperty(string parameter)
    {
        if (!parameters.TryGetValue(parameter, out XElement? element))
        {
            return $"The value of the constructor's parameter <c>{parameter}</c>.";
        }

        var copy = new XElement(element);
        foreach (XElement reference in copy.Descendants("paramref").ToList())
        {
            string name = (string?)reference.Attribute("name") ?? "";
            reference.ReplaceWith(new XElement("c", name.Length == 0 ? "" : KeyNames.Property(name)));
        }

        return Inner(copy);
    }

    private void Add(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
        {
            return;
        }

        try
        {
            foreach (XElement element in XElement.Parse($"<all>{xml}</all>", LoadOptions.PreserveWhitespace).Descendants("param"))
            {
                if ((string?)element.Attribute("name") is { Length: > 0 } name && !parameters.ContainsKey(name))
                {
                    parameters.Add(name, element);
                }
            }
        }
        catch (XmlException)
        {
            // The compiler itself warns of malformed comments; here they only lack.
        }
    }

    private static string Inner(XElement element) =>
        string.Join(" ", string.Concat(element.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting)))
            .Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
