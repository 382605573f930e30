using DeepKeras.Generators.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepKeras.Generators.Writing;

/// <summary>The generated part of a class: its properties, its names, and its config written and read.</summary>
internal static class ConfigCode
{
    private const string Saving = "global::DeepKeras.Saving";

    public static string Of(ClassModel model)
    {
        var source = new Source().Namespace(model.Namespace);
        foreach (string container in model.Containers)
        {
            source.Open(container);
        }

        source.Open(model.Headline);
        foreach (PropertyModel property in model.Properties)
        {
            source.Line($"/// <summary>{property.Summary}</summary>")
                .Line($"public {(property.IsOverride ? "override " : "")}{property.Type} {property.Name} {{ get; }} = {property.Value};")
                .Line();
        }

        if (model.Identity is { } identity)
        {
            Identity(source, identity);
        }

        if (model.Config is { } config)
        {
            Enums(source, config);
            Write(source, config);
            Read(source, model, config);
        }

        source.Close();
        foreach (string _ in model.Containers)
        {
            source.Close();
        }

        return source.ToString();
    }

    private static void Identity(Source source, IdentityModel identity)
    {
        foreach ((string name, string type, string? value) in new[]
        {
            ("ClassName", "string", (string?)identity.ClassName),
            ("Module", "string", identity.Module),
            ("RegisteredName", "string?", identity.RegisteredName),
        })
        {
            if (!identity.Declared.Contains(name))
            {
                source.Line("/// <inheritdoc/>").Line($"public override {type} {name} => {Text(value)};").Line();
            }
        }
    }

    private static void Enums(Source source, ConfigModel config)
    {
        foreach (ValueModel value in EnumsOf(config))
        {
            IEnumerable<string> members = Enumerable.Range(0, value.Members.Count / 2)
                .Select(i => $"({value.Type}.@{value.Members[2 * i]}, {Text(value.Members[(2 * i) + 1])})");
            source.Line($"private static readonly {Saving}.ConfigEnum<{value.Type}> {EnumField(value)} = new({string.Join(", ", members)});").Line();
        }
    }

    private static IEnumerable<ValueModel> EnumsOf(ConfigModel config) =>
        config.Entries.SelectMany(e => new[] { e.Written, e.Read })
            .Select(v => Innermost(v)).Where(v => v.Kind == ValueKind.Enumeration)
            .GroupBy(v => v.Type).Select(g => g.First());

    private static ValueModel Innermost(ValueModel value) => value.Item is null ? value : Innermost(value.Item);

    private static string EnumField(ValueModel value) => "ConfigNamesOf" + value.Type.Replace("global::", "").Replace('.', '_').Replace("@", "");

    private static void Write(Source source, ConfigModel config)
    {
        source.Line("/// <inheritdoc/>").Open($"public override void WriteConfig({Saving}.ConfigWriter writer)");
        source.Line("WriteBaseConfig(writer);");
        foreach (EntryModel entry in config.Entries)
        {
            string statement = Write($"writer.Key({Text(entry.Key)})", $"this.{entry.Member}", entry.Written, 0);
            source.Line(entry.OmitWhenNull && entry.Written.IsNullable ? $"if (this.{entry.Member} is not null) {{ {statement} }}" : statement);
        }

        for (int i = 0; i < config.Fixed.Count; i += 2)
        {
            string value = config.Fixed[i + 1] == "null" ? "WriteNull()" : $"Write({config.Fixed[i + 1]})";
            source.Line($"writer.Key({Text(config.Fixed[i])}).{value};");
        }

        source.Close().Line();
    }

    /// <summary>The statement that writes a value.</summary>
    private static string Write(string writer, string value, ValueModel type, int level)
    {
        switch (type.Kind)
        {
            case ValueKind.Text:
                return $"{writer}.Write({value});";
            case ValueKind.Keras:
                return $"{writer}.WriteKeras({value});";
            case ValueKind.List:
                string w = $"w{level}", item = $"item{level}";
                return $"{writer}.WriteList<{type.Item!.NullableType}>({value}, static ({w}, {item}) => {{ {Write(w, item, type.Item, level + 1)} }});";
            default:
                if (type.IsNullable)
                {
                    return $"if ({value} is {{ }} value{level}) {{ {NotNull(writer, $"value{level}", type)} }} else {{ {writer}.WriteNull(); }}"
                        .Replace($"value{level}", Unique(value, level));
                }

                return NotNull(writer, value, type);
        }
    }

    /// <summary>A name for the tested value: statements stand side by side in one method.</summary>
    private static string Unique(string value, int level) => "some" + value.Replace("this.", "").Replace("@", "") + level;

    private static string NotNull(string writer, string value, ValueModel type) => type.Kind switch
    {
        ValueKind.Own => $"{writer}.WriteValue<{type.Type}>({value});",
        ValueKind.Enumeration => $"{EnumField(type)}.Write({writer}, {value});",
        _ => $"{writer}.Write({value});",
    };

    private static void Read(Source source, ClassModel model, ConfigModel config)
    {
        string hides = config.HidesBase ? "new " : "";
        if (config.AddsConstructor)
        {
            source.Line("/// <summary>Makes one with the defaults.</summary>").Line($"public {model.Name}() {{ }}").Line();
        }

        source.Line("/// <summary>Makes one of its config.</summary>")
            .Open($"internal static {hides}{model.FullName} FromConfig({Saving}.ConfigReader reader)")
            .Line($"var made = new {model.FullName}(reader);")
            .Line("made.ReadBaseConfig(reader);");
        for (int i = 0; i < config.Fixed.Count; i += 2)
        {
            string call = config.Fixed[i + 1] == "null" ? $"OnlyNull({Text(config.Fixed[i])})" : $"Only({Text(config.Fixed[i])}, {config.Fixed[i + 1]})";
            source.Line($"reader.{call};");
        }

        source.Line("reader.RefuseUnknownKeys();").Line("return made;").Close().Line();

        if (config.SetsRequired)
        {
            source.Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        }

        source.Line($"private {model.Name}({Saving}.ConfigReader reader)");
        EntryModel[] arguments = [.. config.Entries.Where(e => e.Parameter is not null)];
        source.Line("    : this(");
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = SyntaxFacts.GetKeywordKind(arguments[i].Parameter!) == SyntaxKind.None ? arguments[i].Parameter! : "@" + arguments[i].Parameter;
            source.Line($"        {name}: {Argument(arguments[i], i)}{(i + 1 < arguments.Length ? "," : "")}");
        }

        source.Open("    )");
        foreach (EntryModel entry in config.Entries.Where(e => e.Parameter is null))
        {
            if (entry.IsRequired)
            {
                source.Line($"this.{entry.Member} = {Read($"reader.Required({Text(entry.Key)})", entry.Read)};");
            }
            else
            {
                string value = $"set{entry.Member}";
                source.Line($"if (reader.TryTake({Text(entry.Key)}, out var {value})) {{ this.{entry.Member} = {Read(value, entry.Read)}; }}");
            }
        }

        source.Close();
    }

    private static string Argument(EntryModel entry, int i)
    {
        string key = Text(entry.Key);
        string value = $"value{i}";
        return entry.Missing is null && !entry.Read.IsNullable
            ? Read($"reader.Required({key})", entry.Read)
            : $"reader.{(entry.Missing is null ? "Required" : "TryTake")}({key}{(entry.Missing is null ? ")" : $", out var {value})")}"
              + (entry.Missing is null ? $" is var {value} ? {Read(value, entry.Read)} : default" : $" ? {Read(value, entry.Read)} : {entry.Missing}");
    }

    /// <summary>The expression that reads a value.</summary>
    private static string Read(string value, ValueModel type)
    {
        string read = type.Kind switch
        {
            ValueKind.Number => $"{value}.{type.Reader}()",
            ValueKind.Text => $"{value}.AsString()",
            ValueKind.Enumeration => $"{EnumField(type)}.Read({value})",
            ValueKind.Own => $"{value}.AsValue<{type.Type}>()",
            ValueKind.Keras => $"{value}.AsKeras<{type.Type}>()",
            _ => $"{value}.AsList<{type.Item!.NullableType}>(static item => {Read("item", type.Item)})",
        };
        return type.IsNullable ? $"({value}.IsNull ? ({type.NullableType})null : {read})" : read;
    }

    private static string Text(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);
}
