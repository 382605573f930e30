using DeepKeras.Layers;
using DeepKeras.Saving;

namespace DeepKeras.Models;

/// <summary>Names for layers that were given none: the class's in snake case, numbered within the model.</summary>
internal static class LayerNames
{
    /// <exception cref="ArgumentException">Two layers were given the same name.</exception>
    public static void MakeUnique(IReadOnlyList<Layer> layers)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (Layer layer in layers.Where(layer => layer.IsNamed))
        {
            if (!taken.Add(layer.Name))
            {
                throw new ArgumentException($"two layers of the model are named \"{layer.Name}\"; names are unique within a model.");
            }
        }

        foreach (Layer layer in layers.Where(layer => !layer.IsNamed))
        {
            string stem = layer.DefaultName;
            string name = stem;
            for (int i = 1; !taken.Add(name); i++)
            {
                name = $"{stem}_{i}";
            }

            layer.SuggestName(name);
        }
    }
}
