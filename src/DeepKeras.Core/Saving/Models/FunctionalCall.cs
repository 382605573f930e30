using DeepKeras.Layers;
using DeepKeras.Models;

namespace DeepKeras.Saving.Models;

/// <summary>One entry of <c>inbound_nodes</c>: <c>{args, kwargs}</c>, or Keras 2's list of <c>[layer, call, tensor, kwargs]</c>.</summary>
internal sealed class FunctionalCall
{
    private readonly Func<ConfigValue, string, int, int, Tensor?> find;
    private readonly Dictionary<string, object?> arguments = [];
    private IReadOnlyList<object?> positional = [];
    private bool missing;

    private FunctionalCall(Func<ConfigValue, string, int, int, Tensor?> find) => this.find = find;

    /// <summary>Reads a call; null: a tensor that it takes is not made yet.</summary>
    public static FunctionalCall? TryRead(ConfigValue value, Func<ConfigValue, string, int, int, Tensor?> find)
    {
        var call = new FunctionalCall(find);
        if (value.IsList)
        {
            call.ReadLegacy(value);
        }
        else
        {
            ConfigReader node = value.AsObject();
            call.positional = [.. node.Required("args").AsList().Select(call.ReadValue)];
            if (node.TryTake("kwargs", out ConfigValue named))
            {
                call.ReadArguments(named);
            }
        }

        return call.missing ? null : call;
    }

    public IReadOnlyList<Tensor> Apply(Layer layer)
    {
        if (layer is OperationLayer operation)
        {
            return CallNode.Record(operation, KerasOperationTable.Arrange(operation.ClassName, positional, arguments));
        }

        Tensor[] inputs = [.. positional.SelectMany(CallArguments.Tensors)];
        bool usual = positional is [Tensor] || (positional is [IReadOnlyList<object?> list] && list.Count > 1 && list.All(item => item is Tensor));
        return layer.ApplyAll(inputs, arguments.Count == 0 ? null : arguments, usual ? null : positional);
    }

    private void ReadLegacy(ConfigValue value)
    {
        var tensors = new List<object?>();
        foreach (ConfigValue entry in value.AsList())
        {
            ConfigValue[] parts = entry.AsList();
            if (parts.Length is not (3 or 4))
            {
                throw entry.Expected("[layer, call, tensor, arguments]");
            }

            tensors.Add(ReadTensor(entry, parts));
            if (parts.Length == 4)
            {
                ReadArguments(parts[3]);
            }
        }

        positional = tensors.Count == 1 ? tensors : [tensors];
    }

    private void ReadArguments(ConfigValue named)
    {
        ConfigReader reader = named.AsObject();
        foreach (System.Text.Json.JsonProperty property in named.Json.EnumerateObject())
        {
            object? value = ReadValue(reader.Required(property.Name));
            arguments[property.Name] = value is IReadOnlyList<object?> list && list.Count > 0 && list.All(item => item is Tensor) ? list.Cast<Tensor>().ToArray() : value;
        }
    }

    private object? ReadValue(ConfigValue value)
    {
        if (value.IsNull)
        {
            return null;
        }

        if (value.IsString)
        {
            return value.AsString();
        }

        if (value.IsNumber)
        {
            return value.Json.TryGetInt64(out long whole) ? (object)whole : value.AsDouble();
        }

        if (value.IsList)
        {
            return value.AsList().Select(ReadValue).ToArray();
        }

        return value.IsObject ? ReadObject(value) : value.AsBool();
    }

    private object? ReadObject(ConfigValue value)
    {
        ConfigReader envelope = value.AsObject();
        if (envelope.TryTake("class_name", out ConfigValue className) && className.IsString)
        {
            ConfigReader config = envelope.Required("config").AsObject();
            return className.AsString() switch
            {
                "__keras_tensor__" => ReadTensor(value, config.Required("keras_history").AsList()),
                "__numpy__" or "__tensor__" => Ops.Constant(NestedNumbers.Read(ReadValue(config.Required("value")), new OperationOptions(config).Type("dtype"))),
                "__slice__" => TensorIndex.Slice(Bound(config, "start"), Bound(config, "stop"), Bound(config, "step") ?? 1),
                "__ellipsis__" => TensorIndex.Ellipsis,
                "__tuple__" => ReadValue(config.Required("value")),
                _ => throw className.Expected("\"__keras_tensor__\", an array or a slice"),
            };
        }

        // Keras flattens dictionaries by sorted key.
        return value.Json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal).Select(key => ReadValue(envelope.Required(key))).ToArray();
    }

    private static int? Bound(ConfigReader slice, string key) => slice.TryTake(key, out ConfigValue value) && !value.IsNull ? value.AsInt() : null;

    private Tensor? ReadTensor(ConfigValue place, ConfigValue[] history)
    {
        Tensor? found = history.Length >= 3 ? find(place, history[0].AsString(), history[1].AsInt(), history[2].AsInt()) : throw place.Expected("[layer, call, tensor]");
        missing |= found is null;
        return found;
    }
}
