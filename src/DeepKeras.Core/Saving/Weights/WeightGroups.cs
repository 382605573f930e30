using DeepKeras.Layers;

namespace DeepKeras.Saving;

/// <summary>
/// Where Keras puts a model's variables in <c>model.weights.h5</c>: groups named after the layers' classes, counted in the order of
/// <c>model.layers</c>; inside a layer after the attributes that hold its layers (Keras 3.15.1, <c>saving_lib</c>).
/// </summary>
internal static class WeightGroups
{
    /// <summary>A group of the file: its path, the name of the object that it belongs to, and its variables by number.</summary>
    public sealed record Group(string Path, string Name, IReadOnlyList<Variable> Variables, Layer Layer);

    /// <summary>Every group of a model, the model's own first.</summary>
    public static IReadOnlyList<Group> Of(Model model)
    {
        var groups = new List<Group>();
        var visited = new HashSet<Layer>();
        Visit(model, "", groups, visited);
        return groups;
    }

    private static void Visit(Layer layer, string path, List<Group> groups, HashSet<Layer> visited)
    {
        // What two places hold is stored where it is met first.
        if (!visited.Add(layer))
        {
            return;
        }

        IReadOnlyList<Variable> own = [.. layer.OwnVariables.Where(v => v.Trainable), .. layer.OwnVariables.Where(v => !v.Trainable)];
        groups.Add(new(path, layer.Name, own, layer));
        if (layer is Model { HasOwnCall: false } model)
        {
            VisitList(model.Layers, Join(path, "layers"), groups, visited);
            return;
        }

        // Python's order of attributes: alphabetical, those with an underscore last.
        foreach ((string attribute, IReadOnlyList<Layer> inner, bool isList) in layer.HeldLayers
            .OrderBy(held => held.Attribute.StartsWith('_')).ThenBy(held => held.Attribute, StringComparer.Ordinal))
        {
            if (isList)
            {
                VisitList(inner, Join(path, attribute), groups, visited);
            }
            else
            {
                Visit(inner[0], Join(path, attribute), groups, visited);
            }
        }
    }

    private static void VisitList(IReadOnlyList<Layer> layers, string path, List<Group> groups, HashSet<Layer> visited)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Layer layer in layers)
        {
            string name = layer.DefaultName;
            int count = counts.GetValueOrDefault(name);
            counts[name] = count + 1;
            Visit(layer, $"{path}/{(count == 0 ? name : $"{name}_{count}")}", groups, visited);
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}/{name}";
}
