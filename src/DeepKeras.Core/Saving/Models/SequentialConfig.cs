using DeepKeras.Layers;
using DeepKeras.Models;

namespace DeepKeras.Saving.Models;

/// <summary>The config of a Sequential: its layers in order, the InputLayer first where the input's shape is known.</summary>
internal static class SequentialConfig
{
    public static void Write(Sequential model, ConfigWriter writer)
    {
        writer.Key("name").Write(model.Name);
        writer.Key("trainable").Write(model.Trainable);
        writer.Key("dtype").WriteValue(model.DType);
        IEnumerable<Layer> input = model.Inputs.Select(tensor => ((CallNode)tensor.Node).Layer);
        writer.Key("layers").WriteList<Layer>([.. input, .. model.Layers], static (item, layer) => item.WriteKeras(layer));
        if (model.Inputs.Count > 0)
        {
            writer.Key("build_input_shape").WriteValue(model.Inputs[0].Shape);
        }
    }

    public static Sequential Read(ConfigReader config)
    {
        var model = new Sequential();
        if (config.TryTake("name", out ConfigValue name) && !name.IsNull)
        {
            model.SuggestName(name.AsString());
        }

        // As in Keras the layers' own "trainable" count, not the model's.
        config.Ignore("trainable", "dtype");
        foreach (ConfigValue entry in config.Required("layers").AsList())
        {
            model.Add(entry.AsKeras<Layer>());
        }

        if (config.TryTake("build_input_shape", out ConfigValue shape) && shape.IsList)
        {
            Build(model, shape);
        }

        config.RefuseUnknownKeys();
        return model;
    }

    /// <summary>Builds a model that has no InputLayer.</summary>
    public static void Build(Sequential model, ConfigValue shape)
    {
        if (model.Inputs.Count == 0 && model.Layers.Count > 0)
        {
            model.EnsureBuilt([shape.AsValue<Shape>()]);
        }
    }
}
