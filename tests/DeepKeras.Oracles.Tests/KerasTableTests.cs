using System.Reflection;
using System.Text;
using System.Text.Json;
using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>
/// docs/keras.md: every public name of Keras, and what it is here. What is there is found by reflection; for the rest
/// <c>keras-reasons.tsv</c> says where it is, or why not. Set DEEPKERAS_WRITE_DOCS=1 to write the document anew.
/// </summary>
internal sealed class KerasTableTests
{
    private static readonly Type[] Public = [.. new[] { typeof(Model).Assembly, typeof(Torch.TorchEngine).Assembly }.SelectMany(assembly => assembly.GetExportedTypes())];

    [Test]
    public void The_table_of_Kerass_names_is_the_codes()
    {
        string root = RepositoryRoot();
        string document = Path.Combine(root, "docs", "keras.md");
        string table = Table(Path.Combine(root, "tests"));
        if (Environment.GetEnvironmentVariable("DEEPKERAS_WRITE_DOCS") == "1")
        {
            File.WriteAllText(document, table);
        }

        Assert.That(File.ReadAllText(document).Split('\n'), Is.EqualTo(table.Split('\n')), "docs/keras.md is not what the code is; set DEEPKERAS_WRITE_DOCS=1 and run this test.");
    }

    private static string Table(string tests)
    {
        Dictionary<string, string> reasons = Reasons(Path.Combine(tests, "DeepKeras.Oracles.Tests", "keras-reasons.tsv"));
        using JsonDocument names = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(tests, "oracles", "keras-names.json")));
        var used = new HashSet<string>(StringComparer.Ordinal);
        var rows = new StringBuilder();
        var blank = new List<string>();
        int found = 0;
        int all = 0;
        foreach (JsonProperty area in names.RootElement.GetProperty("namespaces").EnumerateObject().Where(area => area.Value.EnumerateObject().Any()))
        {
            rows.Append($"\n## keras.{area.Name}\n\n| Keras | here |\n|---|---|\n");
            foreach (JsonProperty name in area.Value.EnumerateObject())
            {
                all++;
                string? here = Find(area.Name, name.Name) ?? (name.Value.TryGetProperty("alias_of", out JsonElement other) ? Find(area.Name, other.GetString()!) : null);
                if (here is not null)
                {
                    found++;
                    rows.Append($"| {name.Name} | `{here}` |\n");
                    continue;
                }

                string? key = new[] { $"{area.Name}.{name.Name}", $"*.{name.Name}", $"{area.Name}.*" }.FirstOrDefault(reasons.ContainsKey);
                if (key is null)
                {
                    blank.Add($"{area.Name}.{name.Name}");
                    continue;
                }

                used.Add(key);
                rows.Append($"| {name.Name} | {reasons[key]} |\n");
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(string.Join(" ", blank), Is.Empty, "names without a counterpart or a reason (keras-reasons.tsv)");
            Assert.That(reasons.Keys.Except(used), Is.Empty, "reasons that no name needs");
        });
        return $"""
            # Keras's names here

            Every public name of Keras {names.RootElement.GetProperty("keras").GetString()} and what it is in DeepKeras: {found} of {all} by reflection, the rest with a word on where it is or why not.
            This document is written by `KerasTableTests` in tests/DeepKeras.Oracles.Tests, which fails where it is out of date.

            """ + rows;
    }

    /// <summary>The C# name that a name of Keras stands for; null: there is none.</summary>
    private static string? Find(string area, string name)
    {
        if (area.StartsWith("ops", StringComparison.Ordinal))
        {
            return Operation(area, name);
        }

        if (area == "activations")
        {
            return Try(() => $"Activation.Get(\"{Activation.Get(name).Name}\")");
        }

        Type? type = Public.Where(type => type is { IsClass: true, IsAbstract: false } || type.Name == name)
            .FirstOrDefault(type => Same(type.Name, name) || Same(type.Name, name + "Metric") || Same(type.Name, name + "Layer"));
        if (type is not null && char.IsUpper(name[0]))
        {
            return type.Name;
        }

        return area switch
        {
            "losses" => Try(() => $"(Loss)\"{name}\" ({((Loss)name).GetType().Name})"),
            "metrics" => Try(() => $"(Metric)\"{name}\" ({((Metric)name).GetType().Name})"),
            "initializers" => Try(() => KerasRegistry.Get<Initializers.Initializer>(name).GetType().Name),
            "regularizers" => Try(() => KerasRegistry.Get<Regularizers.Regularizer>(name).GetType().Name),
            "constraints" => Try(() => KerasRegistry.Get<Constraints.Constraint>(name).GetType().Name),
            "layers" or "optimizers" => KerasRegistry.Knows<KerasObject>(name) ? name : null,
            _ => null,
        };
    }

    private static string? Operation(string area, string name)
    {
        Type holder = typeof(Ops);
        foreach (Type place in holder.GetNestedTypes(BindingFlags.Public).Where(nested => Same("ops." + nested.Name, area)).Append(holder))
        {
            if (place.GetMethods(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(method => Same(method.Name, name) || Same(method.Name, name + "Of")) is { } method)
            {
                return $"{(place == holder ? "Ops" : "Ops." + place.Name)}.{method.Name}";
            }
        }

        return null;
    }

    private static bool Same(string ours, string keras) => string.Equals(ours.Replace("_", "", StringComparison.Ordinal), keras.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static string? Try(Func<string> find)
    {
        try
        {
            return find();
        }
        catch (Exception e) when (e is ConfigException or ArgumentException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Reasons(string path) => File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('\t', 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    private static string RepositoryRoot()
    {
        for (DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DeepKeras.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("DeepKeras.sln stands in no folder above the tests.");
    }
}
