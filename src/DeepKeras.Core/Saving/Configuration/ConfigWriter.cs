using System.Text.Json;

namespace DeepKeras.Saving;

/// <summary>Writes the keys of one object in a Keras config.</summary>
public sealed class ConfigWriter
{
    private readonly Utf8JsonWriter json;
    private readonly string path;
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    internal ConfigWriter(Utf8JsonWriter json, string path)
    {
        this.json = json;
        this.path = path;
    }

    /// <summary>Writes a key. Write exactly one value to what is returned.</summary>
    /// <param name="key">The key, such as <c>use_bias</c>.</param>
    /// <exception cref="ConfigException">The key was written before.</exception>
    public ConfigValueWriter Key(string key) => Key(key, path.Length == 0 ? key : $"{path}.{key}");

    internal ConfigValueWriter Key(string key, string valuePath)
    {
        if (!written.Add(key))
        {
            throw new ConfigException(path, $"the key \"{key}\" is written twice (mark one of the two members [NotConfig]).");
        }

        json.WritePropertyName(key);
        return new ConfigValueWriter(json, valuePath);
    }
}
