using System.ComponentModel;

namespace DeepKeras.Saving;

/// <summary>
/// Every class that has a config, by its names. Generated code fills it when an assembly is loaded; nothing is looked up by reflection.
/// Safe to use from several threads.
/// </summary>
public static class KerasRegistry
{
    private static readonly Lock Gate = new();

    // Models have no generated config: theirs is a graph.
    private static readonly List<Entry> Entries =
    [
        new(typeof(Sequential), "keras", "Sequential", null, [], Models.SequentialConfig.Read),
        new(typeof(Model), "keras.src.models.functional", "Functional", null, ["Model"], Models.FunctionalReader.Read),
    ];

    private static readonly Dictionary<string, List<Entry>> ByName = new(StringComparer.Ordinal);
    private static int indexed;

    /// <summary>Makes known a class. Called by generated code.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <param name="module">Its Python module.</param>
    /// <param name="className">Its Keras class name.</param>
    /// <param name="registeredName"><c>package&gt;Name</c> for a custom class, null for Keras's own.</param>
    /// <param name="create">Makes one of a config.</param>
    /// <param name="aliases">Further names.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Register<T>(string module, string className, string? registeredName, Func<ConfigReader, T> create, params ReadOnlySpan<string> aliases)
        where T : KerasObject
    {
        var entry = new Entry(typeof(T), module, className, registeredName, aliases.ToArray(), create);
        lock (Gate)
        {
            Entries.Add(entry);
        }
    }

    /// <summary>Makes an object by its name alone, with the default of everything else.</summary>
    /// <typeparam name="T">The family, such as an initializer.</typeparam>
    /// <param name="name">The class name, its snake case, its lower case, or an alias: <c>GlorotUniform</c>, <c>glorot_uniform</c>, <c>rmsprop</c>, <c>mse</c>.</param>
    /// <exception cref="ConfigException">The name is unknown (the message lists the known ones and the nearest), or the class has no defaults.</exception>
    public static T Get<T>(string name)
        where T : KerasObject => Get<T>(name, "");

    /// <summary>Makes an object of its class name and config.</summary>
    /// <typeparam name="T">The family, such as a layer.</typeparam>
    /// <param name="className">The class name, or another of its names.</param>
    /// <param name="config">The config.</param>
    /// <exception cref="ConfigException">The class is unknown, or the config does not fit it.</exception>
    public static T Create<T>(string className, ConfigReader config)
        where T : KerasObject => (T)Find(typeof(T), className, static _ => true, config.Path).Create(config);

    /// <summary>Reads an object, given as <c>{class_name, config, module?, registered_name?}</c> or by its name alone.</summary>
    /// <typeparam name="T">The family, such as an initializer.</typeparam>
    /// <param name="value">The value.</param>
    /// <exception cref="ConfigException">It is something else, its class is unknown, or its config does not fit.</exception>
    public static T Read<T>(ConfigValue value)
        where T : KerasObject
    {
        if ((value.IsString ? value.AsString() : FunctionName(value)) is { } name)
        {
            return Named<T>(name, value.Path);
        }

        if (!value.IsObject)
        {
            throw value.Expected($"an object or string ({KerasNames.Words(typeof(T).Name)})");
        }

        ConfigReader envelope = value.AsObject();
        string className = envelope.Required("class_name").AsString();
        string? module = OptionalString(envelope, "module");
        string? registered = OptionalString(envelope, "registered_name");
        ConfigValue config = envelope.Required("config");
        string path = PathOf(value.Path, config);
        var reader = config.IsObject ? new ConfigReader(config.Json, path) : throw config.Expected("an object");

        bool custom = registered?.Contains('>') == true;
        Entry entry = custom
            ? Find(typeof(T), registered!, static e => e.RegisteredName is not null, path)
            : Find(typeof(T), className, e => e.RegisteredName is null && IsModuleOf(e, module), path, module);
        try
        {
            var made = (T)entry.Create(reader);
            made.ReadEnvelope(envelope);
            return made;
        }
        catch (Exception e) when (ConfigException.IsRefusal(e))
        {
            throw new ConfigException(path, e.Message, e);
        }
    }

    /// <summary>Reads an object of what <see cref="KerasObject.ToJson"/> or Keras wrote of it: a layer, a loss, an optimizer, ….</summary>
    /// <typeparam name="T">The family, such as a layer.</typeparam>
    /// <param name="json">The JSON: an object with a class's name and its config, or a name alone in quotes.</param>
    /// <exception cref="ConfigException">It is no JSON, its class is unknown, or its config does not fit.</exception>
    public static T FromJson<T>(string json)
        where T : KerasObject => Read<T>(ConfigJson.Parse(json));

    /// <summary>The names under which the classes of a family are known, one each, in alphabetical order: the snake case, or <c>package&gt;Name</c>.</summary>
    /// <typeparam name="T">The family.</typeparam>
    public static IReadOnlyList<string> Names<T>()
        where T : KerasObject => Known(typeof(T));

    /// <summary>Whether a class of the family is known by the name.</summary>
    internal static bool Knows<T>(string name)
        where T : KerasObject
    {
        lock (Gate)
        {
            return Indexed().TryGetValue(name, out List<Entry>? entries) && entries.Exists(e => e.Type.IsAssignableTo(typeof(T)));
        }
    }

    /// <summary>The name of a function as Keras writes it, <c>{class_name: "function", config: "huber", …}</c>; null for anything else.</summary>
    internal static string? FunctionName(ConfigValue value) =>
        value.IsObject
        && value.Json.TryGetProperty("class_name", out var kind) && kind.ValueKind == System.Text.Json.JsonValueKind.String && kind.ValueEquals("function")
        && value.Json.TryGetProperty("config", out var name) && name.ValueKind == System.Text.Json.JsonValueKind.String ? name.GetString() : null;

    /// <summary>What a name alone means: for losses and metrics there are names that stand for one of several classes.</summary>
    private static T Named<T>(string name, string path)
        where T : KerasObject =>
        typeof(T) == typeof(Metrics.Metric) ? (T)(KerasObject)Metrics.Metric.Named(name, path)
        : typeof(T) == typeof(Losses.Loss) ? (T)(KerasObject)Losses.Loss.Named(name, path)
        : Get<T>(name, path);

    internal static T Get<T>(string name, string path)
        where T : KerasObject
    {
        Entry entry = Find(typeof(T), name, static _ => true, path);
        ConfigReader empty = new(ConfigJson.Parse("{}"u8).Json, path.Length == 0 ? name : path);
        return (T)entry.Create(empty);
    }

    private static Entry Find(Type family, string name, Func<Entry, bool> accept, string path, string? module = null)
    {
        List<Entry> found;
        lock (Gate)
        {
            found = Indexed().TryGetValue(name, out List<Entry>? entries)
                ? entries.FindAll(e => e.Type.IsAssignableTo(family) && accept(e))
                : [];
        }

        // Keras's own classes come before custom ones of the same name, and a class's own name before another's alias.
        Entry? best = found.Count <= 1
            ? found.FirstOrDefault()
            : Only(found.FindAll(e => e.RegisteredName is null)) ?? Only(found.FindAll(e => e.ClassName == name || e.RegisteredName == name));
        if (best is not null)
        {
            return best;
        }

        if (found.Count > 1)
        {
            throw new ConfigException(path, $"\"{name}\" is the name of {string.Join(" and of ", found.Select(e => e.Type))}.");
        }

        string what = KerasNames.Words(family.Name);
        throw new ConfigException(path, NameSuggestion.Unknown(module is null ? what : $"{what} of the module \"{module}\"", name, Known(family)));
    }

    /// <summary>Names what came since the last look-up: an assembly's start costs a list only. Under the lock.</summary>
    private static Dictionary<string, List<Entry>> Indexed()
    {
        for (; indexed < Entries.Count; indexed++)
        {
            Entry entry = Entries[indexed];
            string[] names = [entry.ClassName, KerasNames.SnakeCase(entry.ClassName), entry.ClassName.ToLowerInvariant(), .. entry.Aliases];
            foreach (string name in (entry.RegisteredName is null ? names : names.Append(entry.RegisteredName)).Distinct())
            {
                if (!ByName.TryGetValue(name, out List<Entry>? entries))
                {
                    ByName.Add(name, entries = []);
                }

                entries.Add(entry);
            }
        }

        return ByName;
    }

    private static Entry? Only(List<Entry> entries) => entries.Count == 1 ? entries[0] : null;

    private static List<string> Known(Type family)
    {
        lock (Gate)
        {
            return [.. Entries.Where(e => e.Type.IsAssignableTo(family))
                .Select(e => e.RegisteredName ?? KerasNames.SnakeCase(e.ClassName)).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Keras moves its classes between modules of its own; a foreign module means another class of the same name.</summary>
    private static bool IsModuleOf(Entry entry, string? module) =>
        module is null || module == entry.Module || IsIn(module, "keras") || IsIn(module, "tf_keras");

    private static bool IsIn(string module, string package) =>
        module == package || (module.StartsWith(package, StringComparison.Ordinal) && module[package.Length] == '.');

    private static string? OptionalString(ConfigReader reader, string key) =>
        reader.TryTake(key, out ConfigValue value) && !value.IsNull ? value.AsString() : null;

    /// <summary>The whole is named by its own name, and so is a member of a list: <c>mlp.layers[2]</c> is <c>mlp.dense_2</c>.</summary>
    private static string PathOf(string path, ConfigValue config)
    {
        if ((path.Length > 0 && path[^1] != ']') || !config.IsObject
            || !config.Json.TryGetProperty("name", out var name) || name.ValueKind != System.Text.Json.JsonValueKind.String)
        {
            return path;
        }

        string owner = path.LastIndexOf('.') is var dot and >= 0 ? path[..(dot + 1)] : "";
        return owner + name.GetString();
    }

    private sealed record Entry(Type Type, string Module, string ClassName, string? RegisteredName, string[] Aliases, Func<ConfigReader, KerasObject> Create);
}
