using System.Globalization;

namespace DeepKeras.Comparisons.Deep;

/// <summary>Deep models in a word: <c>mlp</c>, <c>mlp:64,32</c>, <c>cnn</c>, <c>conv1d</c>, or the path of a Keras JSON or <c>.keras</c> file.</summary>
public static class DeepRecipe
{
    /// <summary>The names that stand at the start of a recipe.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mlp", "cnn", "conv1d"];

    /// <summary>The learner of a recipe; its name is the recipe, or the file's.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="ArgumentException">It is none, or the file is no model; the message says what was expected.</exception>
    public static DeepLearner Parse(string recipe)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(recipe);
        if (IsFile(recipe))
        {
            return File.Exists(recipe)
                ? new DeepLearner(Path.GetFileNameWithoutExtension(recipe), JsonArchitecture.Read(recipe), null)
                : throw new ArgumentException($"{recipe}: no such file.", nameof(recipe));
        }

        string[] halves = recipe.Split(':', 2);
        string name = halves[0].Trim().ToLowerInvariant();
        DeepLearner learner = name switch
        {
            "mlp" => DeepLearner.Mlp(halves.Length == 1 ? [] : Units(recipe, halves[1])),
            "cnn" => DeepLearner.Cnn(),
            "conv1d" => DeepLearner.Conv1D(),
            _ => throw new ArgumentException($"{NameSuggestion.Unknown("recipe", name, Names)} Also: mlp:64,32 and the path of a Keras .json or .keras file.", nameof(recipe)),
        };
        return halves.Length == 1 || name == "mlp"
            ? learner.Named(recipe.Trim().ToLowerInvariant())
            : throw new ArgumentException($"recipe \"{recipe}\": {name} has no sizes to set, expected just \"{name}\".", nameof(recipe));
    }

    private static bool IsFile(string recipe) =>
        recipe.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || recipe.EndsWith(".keras", StringComparison.OrdinalIgnoreCase);

    private static int[] Units(string recipe, string list)
    {
        string[] parts = list.Split(',');
        var units = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.Integer, CultureInfo.InvariantCulture, out units[i]) || units[i] < 1)
            {
                throw new ArgumentException($"recipe \"{recipe}\": expected sizes of 1 or more, such as mlp:64,32; got \"{parts[i]}\".");
            }
        }

        return units;
    }
}
