using System.Buffers;
using System.Text;
using System.Text.Json;

namespace DeepKeras.Saving;

/// <summary>Keras configs from and to JSON text.</summary>
internal static class ConfigJson
{
    /// <summary>Objects and lists in each other beyond this are refused: reading them takes stack.</summary>
    public const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses a config.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="path">What it is, for errors: empty, or such as <c>config.json</c>.</param>
    /// <exception cref="ConfigException">It is no JSON, too deep, or has a key twice.</exception>
    public static ConfigValue Parse(ReadOnlySpan<byte> json, string path = "")
    {
        try
        {
            return new ConfigValue(JsonElement.Parse(json, Strict), path);
        }
        catch (JsonException e)
        {
            throw new ConfigException(path, $"expected JSON of at most {MaxDepth} levels with no key twice: {e.Message}", e);
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, string)"/>
    public static ConfigValue Parse(string json, string path = "") => Parse(Encoding.UTF8.GetBytes(json), path);

    /// <summary>An object as <c>{module, class_name, config, registered_name}</c> on one line, as Keras writes it.</summary>
    /// <param name="value">The object.</param>
    /// <exception cref="ConfigException">Something in it has no config.</exception>
    public static string Write(KerasObject value) => Write(writer => writer.WriteKeras(value));

    /// <summary>An object's config alone.</summary>
    /// <param name="value">The object.</param>
    /// <exception cref="ConfigException">Something in it has no config.</exception>
    public static string WriteConfig(KerasObject value) => Write(writer => writer.WriteObject(value.WriteConfig), value.ClassName);

    /// <summary>One value.</summary>
    /// <param name="write">Writes it.</param>
    /// <param name="path">What it is, for errors.</param>
    public static string Write(Action<ConfigValueWriter> write, string path = "")
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = MaxDepth }))
        {
            write(new ConfigValueWriter(json, path));
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
