using DeepKeras.Layers;

namespace DeepKeras.Saving.Models;

/// <summary>The options that an operation's class was made with, as its config has them; what is absent or null has Keras's default.</summary>
internal sealed class OperationOptions(ConfigReader config)
{
    /// <summary>What a file may ask for in results, steps or sides of a window: more is no model but an attack.</summary>
    public const int Most = 16_384;

    public DataFormat Format => Choice("data_format", DataFormat.ChannelsLast);

    public Padding Padding => Choice("padding", Padding.Valid);

    public int Int(string key, int missing) => Take(key) is { } value ? value.AsInt() : missing;

    public int RequiredInt(string key) => config.Required(key).AsInt();

    /// <summary>How many of something are made one by one.</summary>
    public int Count(string key) => CountOrNull(key) ?? throw new ConfigException(config.Path, $"the key \"{key}\" is missing.");

    public int[] Counts(string key) =>
        Take(key) is not { } value ? throw new ConfigException(config.Path, $"the key \"{key}\" is missing.")
        : value.IsNumber ? [Checked(value, value.AsInt())] : value.AsList(item => Checked(item, item.AsInt()));

    public int? CountOrNull(string key) => Take(key) is { } value ? Checked(value, value.AsInt()) : null;

    public int? IntOrNull(string key) => Take(key)?.AsInt();

    public double Number(string key, double missing) => Take(key) is { } value ? value.AsDouble() : missing;

    public double? NumberOrNull(string key) => Take(key)?.AsDouble();

    public bool Flag(string key, bool missing = false) => Take(key) is { } value ? value.AsBool() : missing;

    public string Text(string key, string missing) => Take(key) is { } value ? value.AsString() : missing;

    public string RequiredText(string key) => config.Required(key).AsString();

    /// <summary>One number or several; null: none were given.</summary>
    public int[]? Ints(string key) => Take(key) is not { } value ? null : value.IsNumber ? [value.AsInt()] : value.AsList(item => item.AsInt());

    public int[] RequiredInts(string key) => Ints(key) ?? throw new ConfigException(config.Path, $"the key \"{key}\" is missing.");

    /// <summary>One number for all axes, or one for each.</summary>
    public Sizes? Sizes(string key) => Take(key) is not { } value ? null : value.IsNumber ? Checked(value, value.AsInt()) : value.AsList(item => Checked(item, item.AsInt()));

    public Sizes RequiredSizes(string key) => Sizes(key) ?? throw new ConfigException(config.Path, $"the key \"{key}\" is missing.");

    public Axes? Axes(string key) => Take(key) is { } value ? DeepKeras.Axes.Read(value) : null;

    public Shape Shape(string key) => DeepKeras.Shape.Create(config.Required(key).AsList(size => size.IsNull ? DeepKeras.Shape.Unknown : size.AsInt()));

    public DType? Type(string key) =>
        Take(key) is not { } value ? null : Enum.TryParse(value.AsString(), ignoreCase: true, out DType type) ? type : throw value.Expected("a dtype");

    public T Choice<T>(string key, T missing)
        where T : struct, Enum
    {
        if (Take(key) is not { } value)
        {
            return missing;
        }

        string given = value.AsString();
        foreach (T member in Enum.GetValues<T>())
        {
            if (KerasNames.SnakeCase(member.ToString()) == given)
            {
                return member;
            }
        }

        throw value.Expected(string.Join(", ", Enum.GetNames<T>().Select(KerasNames.SnakeCase)));
    }

    /// <summary>The value as it stands; null: absent, or null.</summary>
    public ConfigValue? Take(string key) => config.TryTake(key, out ConfigValue value) && !value.IsNull ? value : null;

    public static int Checked(ConfigValue value, int count) => count is >= 0 and <= Most ? count : throw value.Expected($"0 to {Most}");

    public void OnlyNull(string key) => config.OnlyNull(key);

    /// <summary>Options that say how, not what.</summary>
    public void Ignore(params ReadOnlySpan<string> keys) => config.Ignore(keys);
}
