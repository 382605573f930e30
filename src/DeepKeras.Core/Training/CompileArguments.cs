using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Optimizers;
using DeepKeras.Saving;

namespace DeepKeras.Training;

/// <summary>What <c>Compile</c> was given, as it was given: a string stays a string in a <c>compile_config</c>.</summary>
internal sealed record CompileArguments(Optimizer Optimizer, Nested<Loss>? Loss, Nested<LossWeight>? LossWeights, Nested<Metric>? Metrics, Nested<Metric>? WeightedMetrics, int StepsPerExecution = 1)
{
    public static CompileArguments Read(ConfigValue value)
    {
        ConfigReader config = value.AsObject();
        ConfigValue steps = config.TryTake("steps_per_execution", out ConfigValue given) && !given.IsNull ? given : default;
        return new(
            config.Required("optimizer") is { IsNull: false } optimizer ? optimizer.AsKeras<Optimizer>() : throw new ConfigException(value.Path, "an optimizer is needed."),
            Take(config, "loss", item => ReadNamed(item, static name => (Loss)name)),
            Take(config, "loss_weights", item => new LossWeight(item.AsDouble())),
            Take(config, "metrics", item => ReadNamed(item, static name => (Metric)name)),
            Take(config, "weighted_metrics", item => ReadNamed(item, static name => (Metric)name)),
            steps.IsNumber ? steps.AsInt() : 1);
    }

    public void Write(ConfigWriter writer)
    {
        writer.Key("optimizer").WriteKeras(Optimizer);
        WriteNested(writer.Key("loss"), Loss, static (item, loss) => WriteObject(item, loss.GivenName, loss));
        WriteNested(writer.Key("loss_weights"), LossWeights, static (item, weight) => item.Write(weight.Value));
        WriteNested(writer.Key("metrics"), Metrics, static (item, metric) => WriteObject(item, metric.GivenName, metric));
        WriteNested(writer.Key("weighted_metrics"), WeightedMetrics, static (item, metric) => WriteObject(item, metric.GivenName, metric));
        writer.Key("run_eagerly").Write(false);
        writer.Key("steps_per_execution").Write(StepsPerExecution);
        writer.Key("jit_compile").Write(false);
    }

    private static Nested<T>? Take<T>(ConfigReader config, string key, Func<ConfigValue, T> read)
        where T : class => config.TryTake(key, out ConfigValue value) ? ReadNested(value, read) : null;

    private static Nested<T>? ReadNested<T>(ConfigValue value, Func<ConfigValue, T> read)
        where T : class
    {
        if (value.IsNull)
        {
            return null;
        }

        if (value.IsList)
        {
            return Nested<T>.Of(value.AsList(item => ReadNested(item, read)));
        }

        if (!value.IsObject || value.AsObject().TryTake("class_name", out _))
        {
            return Nested<T>.Of(read(value));
        }

        ConfigReader named = value.AsObject();
        return Nested<T>.Of(value.Json.EnumerateObject().ToDictionary(property => property.Name, property => ReadNested(named.Required(property.Name), read)));
    }

    /// <summary>A name, an object, or a function of Keras by its name.</summary>
    private static T ReadNamed<T>(ConfigValue value, Func<string, T> named)
        where T : KerasObject
    {
        ConfigValue name = value;
        if (value.IsObject)
        {
            ConfigReader envelope = value.AsObject();
            if (!envelope.TryTake("class_name", out ConfigValue className) || className.AsString() != "function")
            {
                return value.AsKeras<T>();
            }

            name = envelope.Required("config");
        }

        try
        {
            return named(name.AsString());
        }
        catch (ConfigException e) when (e.Path.Length == 0)
        {
            throw new ConfigException(value.Path, e.Message, e);
        }
    }

    private static void WriteObject(ConfigValueWriter writer, string? givenName, KerasObject value)
    {
        if (givenName is not null)
        {
            writer.Write(givenName);
        }
        else
        {
            writer.WriteKeras(value);
        }
    }

    private static void WriteNested<T>(ConfigValueWriter writer, Nested<T>? value, Action<ConfigValueWriter, T> write)
        where T : class
    {
        if (value is null)
        {
            writer.WriteNull();
        }
        else if (value.Leaf is { } leaf)
        {
            write(writer, leaf);
        }
        else if (value.List is { } list)
        {
            writer.WriteList(list, (item, entry) => WriteNested(item, entry, write));
        }
        else
        {
            writer.WriteObject(named =>
            {
                foreach ((string name, Nested<T>? entry) in value.Named!)
                {
                    WriteNested(named.Key(name), entry, write);
                }
            });
        }
    }
}
