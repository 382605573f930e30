using System.Globalization;
using System.Text.Json;

namespace DeepKeras.Saving;

/// <summary>Writes one value of a Keras config, as Keras's own JSON has it.</summary>
public readonly struct ConfigValueWriter
{
    private readonly Utf8JsonWriter json;
    private readonly string path;

    internal ConfigValueWriter(Utf8JsonWriter json, string path)
    {
        this.json = json;
        this.path = path;
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => json.WriteNullValue();

    /// <summary>Writes a truth value.</summary>
    /// <param name="value">The value.</param>
    public void Write(bool value) => json.WriteBooleanValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="value">The value.</param>
    public void Write(int value) => json.WriteNumberValue(value);

    /// <summary>Writes a whole number.</summary>
    /// <param name="value">The value.</param>
    public void Write(long value) => json.WriteNumberValue(value);

    /// <summary>Writes a float32 as the double it is: 0.01f is 0.009999999776482582.</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="ConfigException">NaN or infinity, which JSON cannot hold.</exception>
    public void Write(float value) => Write((double)value);

    /// <summary>Writes a double with all its digits; a whole one with a point, as Python does: 2.0.</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="ConfigException">NaN or infinity, which JSON cannot hold.</exception>
    public void Write(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ConfigException(path, $"a config holds finite numbers only, got {value.ToString(CultureInfo.InvariantCulture)}.");
        }

        string digits = value.ToString("R", CultureInfo.InvariantCulture);
        bool whole = digits.AsSpan().IndexOfAny('.', 'E') < 0;
        json.WriteRawValue(whole ? digits + ".0" : digits.Replace('E', 'e'), skipInputValidation: true);
    }

    /// <summary>Writes a string, or <c>null</c>.</summary>
    /// <param name="value">The value.</param>
    public void Write(string? value) => json.WriteStringValue(value);

    /// <summary>Writes a value as it was read.</summary>
    internal void WriteJson(JsonElement value) => value.WriteTo(json);

    /// <summary>Writes a value of its own format.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    public void WriteValue<T>(T value)
        where T : IConfigValue<T> => value.Write(this);

    /// <summary>Writes <c>{module, class_name, config, registered_name}</c>, with what the object puts beside them; or <c>null</c>.</summary>
    /// <param name="value">The object.</param>
    public void WriteKeras(KerasObject? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        WriteObject(value.Module, value.ClassName, value.WriteConfig, value.RegisteredName, value.WriteEnvelope);
    }

    /// <summary>Writes a function as Keras does: <c>{module: "builtins", class_name: "function", config: name, …}</c>.</summary>
    /// <param name="name">The function's name.</param>
    internal void WriteFunction(string name)
    {
        json.WriteStartObject();
        json.WriteString("module", "builtins");
        json.WriteString("class_name", "function");
        json.WriteString("config", name);
        json.WriteString("registered_name", "function");
        json.WriteEndObject();
    }

    /// <summary>Writes <c>{module, class_name, config, registered_name}</c> of something that is no <see cref="KerasObject"/>, such as a dtype policy.</summary>
    /// <param name="module">The Python module.</param>
    /// <param name="className">The Keras class name.</param>
    /// <param name="config">Writes the keys of <c>config</c>.</param>
    /// <param name="registeredName">The registered name; null for Keras's own classes.</param>
    /// <param name="beside">Writes keys beside <c>config</c>.</param>
    public void WriteObject(string module, string className, Action<ConfigWriter> config, string? registeredName = null, Action<ConfigWriter>? beside = null)
    {
        string here = path;
        WriteObject(envelope =>
        {
            envelope.Key("module").Write(module);
            envelope.Key("class_name").Write(className);
            envelope.Key("config", here.Length == 0 ? className : here).WriteObject(config);
            envelope.Key("registered_name").Write(registeredName);
            beside?.Invoke(envelope);
        });
    }

    /// <summary>Writes a layer's dtype as Keras does, as a <c>DTypePolicy</c> object.</summary>
    /// <param name="policy">The policy's name, such as <c>float32</c> or <c>mixed_float16</c>.</param>
    public void WriteDTypePolicy(string policy) => WriteObject("keras", "DTypePolicy", config => config.Key("name").Write(policy));

    /// <summary>Writes an object of the given keys.</summary>
    /// <param name="keys">Writes the keys.</param>
    public void WriteObject(Action<ConfigWriter> keys)
    {
        json.WriteStartObject();
        keys(new ConfigWriter(json, path));
        json.WriteEndObject();
    }

    /// <summary>Writes a list, or <c>null</c>.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="write">Writes exactly one value for an item.</param>
    public void WriteList<T>(IReadOnlyList<T>? items, Action<ConfigValueWriter, T> write)
    {
        if (items is null)
        {
            WriteNull();
            return;
        }

        json.WriteStartArray();
        for (int i = 0; i < items.Count; i++)
        {
            write(new ConfigValueWriter(json, $"{path}[{i}]"), items[i]);
        }

        json.WriteEndArray();
    }
}
