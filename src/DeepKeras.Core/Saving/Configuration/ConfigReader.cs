using System.Globalization;
using System.Text.Json;

namespace DeepKeras.Saving;

/// <summary>Reads the keys of one object in a Keras config, and in the end refuses those that nobody took.</summary>
public sealed class ConfigReader
{
    private readonly JsonElement json;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);

    internal ConfigReader(JsonElement json, string path)
    {
        this.json = json;
        Path = path;
    }

    /// <summary>The object's place, such as <c>dense_2</c>; empty for the whole.</summary>
    public string Path { get; }

    /// <summary>Takes a key that must be there.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ConfigException">The key is missing.</exception>
    public ConfigValue Required(string key) =>
        TryTake(key, out ConfigValue value) ? value : throw new ConfigException(Path, $"the key \"{key}\" is missing.");

    /// <summary>Takes a key if it is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value; may be JSON's null.</param>
    public bool TryTake(string key, out ConfigValue value)
    {
        asked.Add(key);
        if (!hidden.Contains(key) && json.TryGetProperty(key, out JsonElement element))
        {
            value = new ConfigValue(element, Path.Length == 0 ? key : $"{Path}.{key}");
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Takes a key that may only be null here, if it is there.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ConfigException">It is not null.</exception>
    public void OnlyNull(string key) => Only(key, static value => value.IsNull, "null");

    /// <summary>Takes a key that may only have one value here, if it is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="only">The value.</param>
    /// <exception cref="ConfigException">It has another.</exception>
    public void Only(string key, bool only) =>
        Only(key, value => value.Json.ValueKind == (only ? JsonValueKind.True : JsonValueKind.False), only ? "true" : "false");

    /// <inheritdoc cref="Only(string, bool)"/>
    public void Only(string key, double only) =>
        Only(key, value => value.IsNumber && value.Json.TryGetDouble(out double number) && number == only, only.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Only(string, bool)"/>
    public void Only(string key, string only) => Only(key, value => value.IsString && value.Json.ValueEquals(only), $"\"{only}\"");

    /// <summary>Takes keys whose values do not matter.</summary>
    /// <param name="keys">The keys.</param>
    public void Ignore(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            asked.Add(key);
        }
    }

    /// <summary>Refuses keys that were not taken.</summary>
    /// <exception cref="ConfigException">There is one.</exception>
    public void RefuseUnknownKeys()
    {
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!asked.Contains(property.Name))
            {
                throw new ConfigException(Path, NameSuggestion.Unknown("key", property.Name, asked.Order(StringComparer.Ordinal)));
            }
        }
    }

    /// <summary>A reader of the same object without some keys.</summary>
    /// <param name="keys">The keys.</param>
    internal ConfigReader Without(params string[] keys)
    {
        var rest = new ConfigReader(json, Path);
        rest.asked.UnionWith(keys);
        rest.hidden.UnionWith(keys);
        return rest;
    }

    private void Only(string key, Func<ConfigValue, bool> fits, string expected)
    {
        if (TryTake(key, out ConfigValue value) && !fits(value))
        {
            throw value.Expected($"{expected} (other values are not supported)");
        }
    }
}
