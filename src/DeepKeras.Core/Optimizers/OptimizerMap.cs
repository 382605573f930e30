using System.Text.RegularExpressions;
using DeepKeras.Saving;

namespace DeepKeras.Optimizers;

/// <summary>Which optimizer moves which weight: by the weight's path, or by a regular expression of whole paths. After <c>keras.optimizers.OptimizerMap</c>.</summary>
[KerasModule("keras.optimizers")]
public sealed partial class OptimizerMap : KerasObject
{
    /// <summary>A choice of optimizers.</summary>
    /// <param name="defaultOptimizer">Moves the weights that no other one does.</param>
    /// <param name="optimizerMap">Optimizers by a weight's path, such as <c>dense/kernel</c>, or a pattern of it, such as <c>.*kernel</c>.</param>
    /// <exception cref="ArgumentException">One of them is a <see cref="MultiOptimizer"/> or a <see cref="LossScaleOptimizer"/>, or a pattern is malformed or there twice.</exception>
    public OptimizerMap(Optimizer defaultOptimizer, IReadOnlyList<KeyValuePair<string, Optimizer>>? optimizerMap = null)
    {
        DefaultOptimizer = defaultOptimizer;
        Optimizers = [.. optimizerMap ?? []];
        foreach (Optimizer optimizer in All)
        {
            if (optimizer is MultiOptimizer or LossScaleOptimizer)
            {
                throw new ArgumentException($"{optimizer.Name}: an optimizer that wraps others cannot stand in an optimizer map.", nameof(optimizerMap));
            }
        }

        foreach (IGrouping<string, KeyValuePair<string, Optimizer>> pattern in Optimizers.GroupBy(pair => pair.Key))
        {
            _ = Regex.IsMatch("", pattern.Key);
            if (pattern.Count() > 1)
            {
                throw new ArgumentException($"optimizerMap: \"{pattern.Key}\" is there {pattern.Count()} times.", nameof(optimizerMap));
            }
        }
    }

    /// <summary>Moves the weights that no other optimizer does.</summary>
    public Optimizer DefaultOptimizer { get; }

    /// <summary>Optimizers by path or pattern, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, Optimizer>> Optimizers { get; }

    /// <summary>Every optimizer once, the default last.</summary>
    internal IReadOnlyList<Optimizer> All => [.. Optimizers.Select(pair => pair.Value).Append(DefaultOptimizer).Distinct()];

    /// <inheritdoc/>
    public override void WriteConfig(ConfigWriter writer)
    {
        writer.Key("default_optimizer").WriteKeras(DefaultOptimizer);
        writer.Key("optimizer_map").WriteObject(map =>
        {
            foreach ((string pattern, Optimizer optimizer) in Optimizers)
            {
                map.Key(pattern).WriteKeras(optimizer);
            }
        });
    }

    /// <summary>Makes one of its config.</summary>
    internal static OptimizerMap FromConfig(ConfigReader reader)
    {
        var standard = reader.Required("default_optimizer").AsKeras<Optimizer>();
        List<KeyValuePair<string, Optimizer>> map = [];
        if (reader.TryTake("optimizer_map", out ConfigValue given) && !given.IsNull)
        {
            ConfigReader patterns = given.AsObject();
            foreach (System.Text.Json.JsonProperty property in given.Json.EnumerateObject())
            {
                map.Add(new(property.Name, patterns.Required(property.Name).AsKeras<Optimizer>()));
            }
        }

        reader.RefuseUnknownKeys();
        return new(standard, map);
    }

    /// <summary>The optimizer of a weight.</summary>
    /// <exception cref="InvalidOperationException">Several patterns fit.</exception>
    internal Optimizer Of(Variable weight)
    {
        foreach ((string path, Optimizer optimizer) in Optimizers)
        {
            if (path == weight.Path)
            {
                return optimizer;
            }
        }

        KeyValuePair<string, Optimizer>[] fitting = [.. Optimizers.Where(pair => Regex.IsMatch(weight.Path, $@"\A(?:{pair.Key})\z", RegexOptions.CultureInvariant))];
        return fitting switch
        {
            [] => DefaultOptimizer,
            [var only] => only.Value,
            _ => throw new InvalidOperationException($"{weight.Path}: several patterns of the optimizer map fit: {string.Join(", ", fitting.Select(pair => pair.Key))}."),
        };
    }
}
