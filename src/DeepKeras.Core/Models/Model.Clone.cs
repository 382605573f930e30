using DeepKeras.Layers;
using DeepKeras.Models;
using DeepKeras.Saving;

namespace DeepKeras;

public partial class Model
{
    /// <summary>
    /// A model of the same layers, made anew: other weights by the same rules, not compiled. <c>keras.models.clone_model</c>.
    /// </summary>
    /// <param name="replace">Gives the layer that stands for a layer, which must go by another object; null, or where it gives null: one of the same config.</param>
    /// <param name="recursive">Whether <paramref name="replace"/> is asked for the layers of nested models too.</param>
    /// <exception cref="ConfigException">A layer cannot be written to a config, and is not replaced.</exception>
    /// <exception cref="NotSupportedException">The class computes by a <c>Call</c> of its own: such a model is made anew by its constructor.</exception>
    public Model Clone(Func<Layer, Layer?>? replace = null, bool recursive = false)
    {
        if (HasOwnCall)
        {
            throw new NotSupportedException($"{Path}: {GetType().Name} computes by a Call of its own; a clone is made by its constructor.");
        }

        var clones = new Dictionary<Layer, Layer>();
        return this is Sequential ? CloneSequential(CloneOf) : CloneFunctional(CloneOf);

        Layer CloneOf(Layer layer)
        {
            if (!clones.TryGetValue(layer, out Layer? clone))
            {
                clone = layer is OperationLayer operation ? new OperationLayer(operation.Operation)
                    : layer is Model { HasOwnCall: false } nested ? (recursive ? nested.Clone(replace, true) : replace?.Invoke(nested) ?? nested.Clone())
                    : (layer is InputLayer ? null : replace?.Invoke(layer)) ?? ConfigJson.Parse(ConfigJson.Write(layer)).AsKeras<Layer>();
                if (ReferenceEquals(clone, layer))
                {
                    throw new ArgumentException($"{layer.Path}: the clone of a layer is another object; the function gave the layer itself.", nameof(replace));
                }

                clone.SuggestName(layer.Name);
                clones.Add(layer, clone);
            }

            return clone;
        }
    }

    private Sequential CloneSequential(Func<Layer, Layer> cloneOf)
    {
        var made = new Sequential();
        made.SuggestName(Name);
        if (Inputs.Count > 0)
        {
            made.Add(cloneOf(((CallNode)Inputs[0].Node).Layer));
        }

        foreach (Layer layer in Layers)
        {
            made.Add(cloneOf(layer));
        }

        return made;
    }

    private Model CloneFunctional(Func<Layer, Layer> cloneOf)
    {
        var values = new Dictionary<Tensor, Tensor>();
        foreach (Tensor input in Inputs)
        {
            values[input] = ((InputLayer)cloneOf(((CallNode)input.Node).Layer)).CreateTensor();
        }

        foreach (CallNode call in Calls.Where(call => call.Layer is not InputLayer))
        {
            Layer layer = cloneOf(call.Layer);
            IReadOnlyList<Tensor> results = layer is OperationLayer operation
                ? CallNode.Record(operation, CallArguments.Map(call.Positional!, Value))
                : layer.ApplyAll([.. call.Inputs.Select(Value)], CallArguments.Map(call.Arguments, Value), call.Positional is null ? null : CallArguments.Map(call.Positional, Value));
            for (int i = 0; i < results.Count; i++)
            {
                values[call.Outputs[i]] = results[i];
            }
        }

        return new Model([.. Inputs.Select(Value)], [.. Outputs.Select(Value)], InputKeys, OutputKeys, Name);

        Tensor Value(Tensor tensor) => values.TryGetValue(tensor, out Tensor? value) ? value : tensor;
    }
}
