using DeepKeras.Layers;
using DeepKeras.Models;

namespace DeepKeras.Saving.Models;

/// <summary>Writes the config of a functional model: its layers and operations, each with the calls that the model makes of it.</summary>
internal sealed class FunctionalConfig
{
    private readonly Model model;
    private readonly Dictionary<CallNode, int> indices = [];
    private readonly Dictionary<Layer, List<CallNode>> calls = [];

    private FunctionalConfig(Model model)
    {
        this.model = model;
        foreach (CallNode call in model.Calls.OrderBy(call => call.Id))
        {
            if (!calls.TryGetValue(call.Layer, out List<CallNode>? list))
            {
                calls.Add(call.Layer, list = []);
            }

            indices.Add(call, list.Count);
            list.Add(call);
        }
    }

    public static void Write(Model model, ConfigWriter writer) => new FunctionalConfig(model).Write(writer);

    private void Write(ConfigWriter writer)
    {
        writer.Key("name").Write(model.Name);
        writer.Key("trainable").Write(model.Trainable);
        writer.Key("layers").WriteList(model.Operations, WriteLayer);
        WriteEnds(writer.Key("input_layers"), model.Inputs, model.InputKeys);
        WriteEnds(writer.Key("output_layers"), model.Outputs, model.OutputKeys);
    }

    private void WriteLayer(ConfigValueWriter writer, Layer layer) =>
        writer.WriteObject(layer.Module, layer.ClassName, layer.WriteConfig, layer.RegisteredName, beside =>
        {
            layer.WriteEnvelope(beside);
            beside.Key("name").Write(layer.Name);
            beside.Key("inbound_nodes").WriteList(layer is InputLayer ? [] : calls[layer], WriteCall);
        });

    private void WriteCall(ConfigValueWriter writer, CallNode call) => writer.WriteObject(keys =>
    {
        IReadOnlyList<object?> positional = call.Positional ?? (call.Inputs.Count == 1 ? call.Inputs : [call.Inputs]);
        keys.Key("args").WriteList(positional, WriteValue);
        keys.Key("kwargs").WriteObject(arguments =>
        {
            if (call.Layer is Model && call.Arguments?.ContainsKey("mask") != true)
            {
                arguments.Key("mask").WriteNull();
            }

            foreach ((string name, object? value) in call.Arguments ?? new Dictionary<string, object?>())
            {
                WriteValue(arguments.Key(name), value);
            }
        });
    });

    private void WriteValue(ConfigValueWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNull(); break;
            case bool flag: writer.Write(flag); break;
            case long number: writer.Write(number); break;
            case int number: writer.Write(number); break;
            case double number: writer.Write(number); break;
            case float number: writer.Write(number); break;
            case string text: writer.Write(text); break;
            case Tensor { Node: ConstantNode { Value: { Elements: 1, Shape.Rank: 0 } number } } constant: WriteNumber(writer, constant.DType, number[0]); break;
            case Tensor { Node: ConstantNode { Value: var array } }: WriteArray(writer, array); break;
            case Tensor tensor: WriteTensor(writer, tensor); break;
            case TensorIndex index: WriteIndex(writer, index); break;
            case IReadOnlyList<Tensor> list: writer.WriteList(list, (item, tensor) => WriteValue(item, tensor)); break;
            case IReadOnlyList<object?> list: writer.WriteList(list, WriteValue); break;
            default: throw new ConfigException(model.Name, $"an argument of type {value.GetType()} cannot stand in a model's config.");
        }
    }

    /// <summary>A constant of the graph, as Keras writes one of NumPy's arrays.</summary>
    private static void WriteArray(ConfigValueWriter writer, HostArray array) => writer.WriteObject(keys =>
    {
        keys.Key("class_name").Write("__numpy__");
        keys.Key("config").WriteObject(config =>
        {
            WriteItems(config.Key("value"), array, 0, 0);
            config.Key("dtype").Write(array.Type.KerasName());
        });
    });

    private static void WriteItems(ConfigValueWriter writer, HostArray array, int axis, long from)
    {
        if (axis == array.Shape.Rank)
        {
            if (array.Type == DType.Bool)
            {
                writer.Write(array[from] != 0);
            }
            else
            {
                WriteNumber(writer, array.Type, array[from]);
            }

            return;
        }

        long stride = array.Shape.Skip(axis + 1).Aggregate(1L, (product, size) => product * size);
        writer.WriteList<int>([.. Enumerable.Range(0, array.Shape[axis])], (item, i) => WriteItems(item, array, axis + 1, from + (i * stride)));
    }

    private static void WriteIndex(ConfigValueWriter writer, TensorIndex index)
    {
        switch (index.Kind)
        {
            case TensorIndexKind.NewAxis: writer.WriteNull(); break;
            case TensorIndexKind.Position: writer.Write(index.Start!.Value); break;
            default: writer.WriteObject(keys =>
            {
                keys.Key("class_name").Write(index.Kind == TensorIndexKind.Slice ? "__slice__" : "__ellipsis__");
                keys.Key("config").WriteObject(config =>
                {
                    if (index.Kind == TensorIndexKind.Slice)
                    {
                        WriteBound(config.Key("start"), index.Start);
                        WriteBound(config.Key("stop"), index.Stop);
                        config.Key("step").Write(index.Step);
                    }
                });
            }); break;
        }
    }

    private static void WriteBound(ConfigValueWriter writer, int? bound)
    {
        if (bound is int given)
        {
            writer.Write(given);
        }
        else
        {
            writer.WriteNull();
        }
    }

    private static void WriteNumber(ConfigValueWriter writer, DType type, double number)
    {
        if (type.IsFloating())
        {
            writer.Write(number);
        }
        else
        {
            writer.Write((long)number);
        }
    }

    private void WriteTensor(ConfigValueWriter writer, Tensor tensor)
    {
        if (tensor.Node is not CallNode call)
        {
            throw new ConfigException(model.Name, $"the model's graph holds a constant of shape {tensor.Shape}, which cannot stand in a config; make it a layer's weight.");
        }

        writer.WriteObject(keys =>
        {
            keys.Key("class_name").Write("__keras_tensor__");
            keys.Key("config").WriteObject(config =>
            {
                config.Key("shape").WriteValue(tensor.Shape);
                config.Key("dtype").Write(tensor.DType.KerasName());
                WriteHistory(config.Key("keras_history"), tensor, indices[call]);
            });
        });
    }

    private void WriteEnds(ConfigValueWriter writer, IReadOnlyList<Tensor> ends, IReadOnlyList<string>? keys)
    {
        if (keys is not null)
        {
            writer.WriteObject(named =>
            {
                for (int i = 0; i < ends.Count; i++)
                {
                    WriteEnd(named.Key(keys[i]), ends[i]);
                }
            });
        }
        else if (ends.Count == 1)
        {
            WriteEnd(writer, ends[0]);
        }
        else
        {
            writer.WriteList(ends, WriteEnd);
        }
    }

    /// <summary>Here Keras counts the calls of a nested functional model from 1.</summary>
    private void WriteEnd(ConfigValueWriter writer, Tensor end)
    {
        var call = (CallNode)end.Node;
        WriteHistory(writer, end, indices[call] + (FunctionalReader.HasBuiltInCall(call.Layer) ? 1 : 0));
    }

    private static void WriteHistory(ConfigValueWriter writer, Tensor tensor, int index) =>
        writer.WriteList<object>([((CallNode)tensor.Node).Layer.Name, index, tensor.Index], static (item, part) =>
        {
            if (part is string name)
            {
                item.Write(name);
            }
            else
            {
                item.Write((int)part);
            }
        });
}
