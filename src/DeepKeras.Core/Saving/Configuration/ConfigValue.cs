using System.Text.Json;

namespace DeepKeras.Saving;

/// <summary>One value of a config that is read: JSON and its place. Whatever does not fit is a <see cref="ConfigException"/> that names the place.</summary>
public readonly struct ConfigValue
{
    private const int ShownCharacters = 60;

    internal ConfigValue(JsonElement json, string path)
    {
        Json = json;
        Path = path;
    }

    /// <summary>The value itself.</summary>
    public JsonElement Json { get; }

    /// <summary>Its place, such as <c>dense_2.kernel_initializer</c>.</summary>
    public string Path { get; }

    /// <summary>Whether it is <c>null</c>.</summary>
    public bool IsNull => Json.ValueKind == JsonValueKind.Null;

    /// <summary>Whether it is a string.</summary>
    public bool IsString => Json.ValueKind == JsonValueKind.String;

    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Json.ValueKind == JsonValueKind.Number;

    /// <summary>Whether it is a list.</summary>
    public bool IsList => Json.ValueKind == JsonValueKind.Array;

    /// <summary>Whether it is an object.</summary>
    public bool IsObject => Json.ValueKind == JsonValueKind.Object;

    /// <summary>The truth value.</summary>
    /// <exception cref="ConfigException">It is something else.</exception>
    public bool AsBool() => Json.ValueKind is JsonValueKind.True or JsonValueKind.False ? Json.GetBoolean() : throw Expected("true or false");

    /// <summary>The whole number, −2³¹ to 2³¹ − 1.</summary>
    /// <exception cref="ConfigException">It is something else.</exception>
    public int AsInt() => IsNumber && Json.TryGetInt32(out int value) ? value : throw Expected("an integer");

    /// <summary>The whole number, −2⁶³ to 2⁶³ − 1.</summary>
    /// <exception cref="ConfigException">It is something else.</exception>
    public long AsLong() => IsNumber && Json.TryGetInt64(out long value) ? value : throw Expected("an integer");

    /// <summary>The number, rounded to float32.</summary>
    /// <exception cref="ConfigException">It is something else, or too large, or so small that float32 has only 0 for it.</exception>
    public float AsFloat()
    {
        double value = AsDouble();
        float rounded = (float)value;
        return float.IsFinite(rounded) && (rounded != 0) == (value != 0) ? rounded : throw Expected("a number in the range of float32");
    }

    /// <summary>The number.</summary>
    /// <exception cref="ConfigException">It is something else, or too large for a double.</exception>
    public double AsDouble() =>
        IsNumber && Json.TryGetDouble(out double value) && double.IsFinite(value) ? value : throw Expected("a number");

    /// <summary>The string.</summary>
    /// <exception cref="ConfigException">It is something else.</exception>
    public string AsString() => IsString ? Json.GetString()! : throw Expected("a string");

    /// <summary>The list.</summary>
    /// <exception cref="ConfigException">It is something else.</exception>
    public ConfigValue[] AsList() => AsList(static item => item);

    /// <summary>The list, each item read.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="read">Reads an item.</param>
    /// <exception cref="ConfigException">It is something else, or an item does not fit.</exception>
    public T[] AsList<T>(Func<ConfigValue, T> read)
    {
        if (!IsList)
        {
            throw Expected("a list");
        }

        var items = new T[Json.GetArrayLength()];
        int i = 0;
        foreach (JsonElement item in Json.EnumerateArray())
        {
            items[i] = read(new ConfigValue(item, $"{Path}[{i}]"));
            i++;
        }

        return items;
    }

    /// <summary>The object's keys.</summary>
    /// <exception cref="ConfigException">It is something else.</exception>
    public ConfigReader AsObject() => IsObject ? new ConfigReader(Json, Path) : throw Expected("an object");

    /// <summary>The value in T's own format.</summary>
    /// <typeparam name="T">A type of one JSON value.</typeparam>
    /// <exception cref="ConfigException">It is something else.</exception>
    public T AsValue<T>()
        where T : IConfigValue<T> => T.Read(this);

    /// <summary>The Keras object, given as <c>{class_name, config, …}</c> or by its name alone.</summary>
    /// <typeparam name="T">The family, such as an initializer.</typeparam>
    /// <exception cref="ConfigException">It is something else, its class is unknown, or its config does not fit.</exception>
    public T AsKeras<T>()
        where T : KerasObject => KerasRegistry.Read<T>(this);

    /// <summary>The name of a dtype policy, such as <c>float32</c>: given as a string, or as a <c>DTypePolicy</c> object.</summary>
    /// <exception cref="ConfigException">It is something else, or a policy of another class.</exception>
    public string AsDTypePolicy()
    {
        if (IsString)
        {
            return AsString();
        }

        ConfigReader policy = IsObject ? AsObject() : throw Expected("a dtype, as a string or a DTypePolicy object");
        ConfigValue className = policy.Required("class_name");
        return className.AsString() == "DTypePolicy"
            ? policy.Required("config").AsObject().Required("name").AsString()
            : throw className.Expected("\"DTypePolicy\"");
    }

    /// <summary>The error <c>path: expected an integer, got "three".</c></summary>
    /// <param name="expected">What would fit, such as <c>an integer</c>.</param>
    public ConfigException Expected(string expected) => new(Path, $"expected {expected}, got {Shown()}.");

    private string Shown()
    {
        string text = Json.ValueKind == JsonValueKind.Undefined ? "nothing" : Json.GetRawText();
        return text.Length <= ShownCharacters ? text : $"{text.AsSpan(0, ShownCharacters)}…";
    }
}
