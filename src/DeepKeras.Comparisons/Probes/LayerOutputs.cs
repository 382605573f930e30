using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Models;

namespace DeepKeras.Comparisons.Probes;

/// <summary>The outputs of every layer of a model for some rows.</summary>
internal sealed class LayerOutputs
{
    private LayerOutputs(IReadOnlyList<Layer> layers, IReadOnlyList<DataArray> values)
    {
        Layers = layers;
        Values = values;
    }

    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>(rows, ...), one a layer.</summary>
    public IReadOnlyList<DataArray> Values { get; }

    public static LayerOutputs Of(Model model, IReadOnlyList<DataArray> inputs)
    {
        (Layer Layer, Tensor Output)[] calls = [.. Calls(model).Where(call => Speaks(call.Layer)).DistinctBy(call => call.Layer)];
        var every = new Model(model.Inputs, [.. calls.Select(call => call.Output)]);
        return new LayerOutputs([.. calls.Select(call => call.Layer)], every.Predict(inputs, 256));
    }

    // Operands come first among a model's calls, so this is the way from the input to the output.
    private static IEnumerable<(Layer Layer, Tensor Output)> Calls(Model model) => model.Calls
        .Where(call => call.Layer is not InputLayer and not OperationLayer && call.Outputs.Length == 1).Select(call => (call.Layer, call.Outputs[0]));

    // What only passes its numbers on when the model predicts says nothing new.
    private static bool Speaks(Layer layer) =>
        !layer.ClassName.Contains("Dropout", StringComparison.Ordinal) && layer.ClassName is not ("Flatten" or "Reshape" or "Permute" or "GaussianNoise" or "ActivityRegularization" or "Masking");
}
