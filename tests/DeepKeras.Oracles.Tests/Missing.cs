using System.Text.Json;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>Tells a class that does not exist yet from one that is wrong.</summary>
internal static class Missing
{
    private static readonly string[] NotClasses = ["DTypePolicy", "function", "builtin_function_or_method"];

    /// <exception cref="NoClassYetException">The family has no class of that name.</exception>
    public static void Require<T>(string name)
        where T : KerasObject
    {
        IReadOnlyList<string> known = KerasRegistry.Names<T>();
        if (known.Contains(name) || known.Contains(KerasNames.SnakeCase(name)))
        {
            return;
        }

        // An alias, such as mse or crossentropy, makes an object of its name alone.
        try
        {
            KerasRegistry.Read<T>(new ConfigValue(JsonSerializer.SerializeToElement(name), ""));
        }
        catch (ConfigException)
        {
            throw new NoClassYetException(name);
        }
    }

    /// <summary>Every class and activation that a config names.</summary>
    /// <exception cref="NoClassYetException">One does not exist yet.</exception>
    public static void RequireAllIn(JsonElement config)
    {
        switch (config.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (JsonElement item in config.EnumerateArray())
                {
                    RequireAllIn(item);
                }

                break;
            case JsonValueKind.Object:
                if (config.TryGetProperty("class_name", out JsonElement className) && config.TryGetProperty("config", out _)
                    && className.GetString() is { } name && !NotClasses.Contains(name) && !name.StartsWith("__", StringComparison.Ordinal)
                    && !Saving.Models.KerasOperation.IsOperation(new ConfigValue(config, "")))
                {
                    Require<KerasObject>(name);
                }

                foreach (JsonProperty property in config.EnumerateObject())
                {
                    if (property.Name.EndsWith("activation", StringComparison.Ordinal) && property.Value.ValueKind == JsonValueKind.String)
                    {
                        RequireActivation(property.Value.GetString()!);
                    }

                    RequireAllIn(property.Value);
                }

                break;
        }
    }

    /// <exception cref="NoClassYetException">There is no activation of that name.</exception>
    public static void RequireActivation(string name)
    {
        try
        {
            Activation.Get(name);
        }
        catch (ArgumentException)
        {
            throw new NoClassYetException($"activation {name}");
        }
    }
}
