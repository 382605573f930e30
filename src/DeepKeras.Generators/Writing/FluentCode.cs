using DeepKeras.Generators.Model;

namespace DeepKeras.Generators.Writing;

/// <summary>A fluent method.</summary>
internal static class FluentCode
{
    public static string Of(FluentModel model)
    {
        // A "params" parameter stands last and takes all that comes: no room for a name.
        bool named = model.Parameters.Any(p => p.Name == "name" || p.Type.StartsWith("params ", StringComparison.Ordinal));
        string self = model.Parameters.Any(p => p.Name == "model") ? "sequential" : "model";
        var source = new Source().Namespace(model.Namespace);
        source.Open($"{(model.IsPublic ? "public" : "internal")} static partial class {model.ExtensionClass}")
            .Line($"/// <summary><inheritdoc cref=\"{model.Cref}\" path=\"/summary/node()\"/></summary>")
            .Line($"/// <param name=\"{self}\">The model that gets the layer.</param>");
        foreach (FluentParameter parameter in model.Parameters)
        {
            source.Line($"/// <param name=\"{parameter.Name.TrimStart('@')}\">{parameter.Documentation}</param>");
        }

        if (!named)
        {
            source.Line("/// <param name=\"name\">The layer's name; null for one made of its class and a number.</param>");
        }

        List<string> parameters =
        [
            $"this {model.Model} {self}",
            .. model.Parameters.Select(p => $"{p.Type} {p.Name}{(p.Default is null ? "" : $" = {p.Default}")}"),
        ];
        if (!named)
        {
            parameters.Add("string? name = null");
        }

        string made = $"new {model.FullName}({string.Join(", ", model.Parameters.Select(p => p.Name))})";
        string added = named ? made : $"name is null ? {made} : {made} {{ Name = name }}";
        source.Line($"/// <returns><paramref name=\"{self}\"/>, with the layer at its end.</returns>")
            .Line($"public static {model.Model} {model.Name}({string.Join(", ", parameters)}) =>")
            .Line($"    {self}.Add({added});")
            .Close();
        return source.ToString();
    }

    /// <summary>The documentation of the static class itself: on one part of it.</summary>
    public static string ClassOf(FluentModel model)
    {
        var source = new Source().Namespace(model.Namespace);
        return source.Line("/// <summary>A method for each layer: it adds a new one at the end of the model and returns the model.</summary>")
            .Line($"{(model.IsPublic ? "public" : "internal")} static partial class {model.ExtensionClass};").ToString();
    }
}
