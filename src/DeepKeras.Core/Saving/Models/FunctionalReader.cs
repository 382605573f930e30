using DeepKeras.Layers;
using DeepKeras.Models;

namespace DeepKeras.Saving.Models;

/// <summary>Makes a functional model of its config: the layers first, then their calls as soon as the tensors that they take are there.</summary>
internal sealed class FunctionalReader
{
    private readonly Dictionary<string, Layer> layers = new(StringComparer.Ordinal);
    private readonly Dictionary<Layer, List<IReadOnlyList<Tensor>>> results = [];

    public static Model Read(ConfigReader config) => new FunctionalReader().ReadModel(config);

    /// <summary>Keras counts a nested functional model's own making as its first call; a Sequential's not.</summary>
    public static bool HasBuiltInCall(Layer layer) => layer is Model and not Sequential;

    private Model ReadModel(ConfigReader config)
    {
        ConfigValue[] entries = config.Required("layers").AsList();
        var pending = new List<(Layer Layer, Queue<ConfigValue> Calls)>();
        foreach (ConfigValue entry in entries)
        {
            ReadLayer(entry, pending);
        }

        while (pending.Count > 0)
        {
            int before = pending.Sum(item => item.Calls.Count);
            foreach ((Layer layer, Queue<ConfigValue> calls) in pending)
            {
                while (calls.TryPeek(out ConfigValue call) && FunctionalCall.TryRead(call, Find) is { } read)
                {
                    calls.Dequeue();
                    results[layer].Add(read.Apply(layer));
                }
            }

            pending.RemoveAll(item => item.Calls.Count == 0);
            if (pending.Sum(item => item.Calls.Count) == before && before > 0)
            {
                throw new ConfigException(config.Path, $"the graph has a loop or misses a layer: the inputs of {string.Join(", ", pending.Select(item => $"\"{item.Layer.Name}\""))} are never made.");
            }
        }

        (Tensor[] inputs, string[]? inputKeys) = ReadEnds(config.Required("input_layers"));
        (Tensor[] outputs, string[]? outputKeys) = ReadEnds(config.Required("output_layers"));
        string? name = config.TryTake("name", out ConfigValue named) && !named.IsNull ? named.AsString() : null;
        bool trainable = !config.TryTake("trainable", out ConfigValue moves) || moves.IsNull || moves.AsBool();
        config.Ignore("dtype");
        config.RefuseUnknownKeys();
        var model = new Model(inputs, outputs, inputKeys, outputKeys, name);
        if (!trainable)
        {
            model.Trainable = false;
        }

        return model;
    }

    private void ReadLayer(ConfigValue entry, List<(Layer Layer, Queue<ConfigValue> Calls)> pending)
    {
        ConfigReader envelope = entry.AsObject();
        Layer layer = KerasOperation.IsOperation(entry) || KerasOperation.IsBareOperation(entry) ? ReadOperation(envelope) : entry.AsKeras<Layer>();
        string name = envelope.TryTake("name", out ConfigValue given) ? given.AsString() : layer.Name;
        layer.SuggestName(name);
        if (!layers.TryAdd(name, layer))
        {
            throw new ConfigException(entry.Path, $"two layers of the model are named \"{name}\".");
        }

        results.Add(layer, []);
        if (layer is InputLayer input)
        {
            results[layer].Add([input.CreateTensor()]);
        }
        else
        {
            pending.Add((layer, new Queue<ConfigValue>(envelope.Required("inbound_nodes").AsList())));
        }
    }

    private static OperationLayer ReadOperation(ConfigReader envelope)
    {
        var operation = new OperationLayer(KerasOperation.Read(envelope));
        if (envelope.Required("config").AsObject().TryTake("name", out ConfigValue name) && !name.IsNull)
        {
            operation.SuggestName(name.AsString());
        }

        return operation;
    }

    /// <summary>A tensor by layer, call and place; null: not made yet.</summary>
    private Tensor? Find(ConfigValue place, string layerName, int call, int index)
    {
        if (!layers.TryGetValue(layerName, out Layer? layer))
        {
            throw new ConfigException(place.Path, NameSuggestion.Unknown("layer", layerName, layers.Keys));
        }

        List<IReadOnlyList<Tensor>> made = results[layer];
        if (call >= made.Count || call < 0)
        {
            return null;
        }

        return index >= 0 && index < made[call].Count ? made[call][index]
            : throw place.Expected($"an output of \"{layerName}\", which has {made[call].Count}");
    }

    private (Tensor[] Tensors, string[]? Keys) ReadEnds(ConfigValue value)
    {
        if (value.IsObject)
        {
            // Keras flattens dictionaries by sorted key.
            string[] keys = [.. value.Json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)];
            ConfigReader named = value.AsObject();
            return ([.. keys.Select(key => ReadEnd(named.Required(key)))], keys);
        }

        ConfigValue[] list = value.AsList();
        return list is [{ IsString: true }, { IsNumber: true }, { IsNumber: true }] ? ([ReadEnd(value)], null) : ([.. list.Select(ReadEnd)], null);
    }

    private Tensor ReadEnd(ConfigValue value)
    {
        if (value.AsList() is not [{ IsString: true } name, { IsNumber: true } call, { IsNumber: true } index])
        {
            throw value.Expected("[layer, call, tensor]");
        }

        int builtIn = layers.TryGetValue(name.AsString(), out Layer? layer) && HasBuiltInCall(layer) ? 1 : 0;
        return Find(value, name.AsString(), call.AsInt() - builtIn, index.AsInt()) ?? throw value.Expected("a tensor that the model makes");
    }
}
