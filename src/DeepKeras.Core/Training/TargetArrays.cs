using DeepKeras.Data;

namespace DeepKeras.Training;

/// <summary>A user's arrays as the model's graphs want them: dtypes, checked shapes, class weights.</summary>
internal static class TargetArrays
{
    /// <summary>Inputs, targets and weights in one list, in the order of <see cref="BatchTensors.Inputs"/>.</summary>
    public static HostArray[] Prepare(Model model, CompiledLoss loss, TrainingData data, IReadOnlyDictionary<int, float>? classWeight, out BatchLayout layout)
    {
        HostArray[] x = Inputs(model, data.X);
        if (data.Y.Count != model.Outputs.Count)
        {
            throw new ShapeException($"{model.Path}: expected targets for {model.Outputs.Count} outputs, got {data.Y.Count}.");
        }

        HostArray[] y = [.. data.Y.Select(target => target.Array)];
        for (int i = 0; i < y.Length; i++)
        {
            TargetChecks.Check(model, loss.Losses[i], model.Outputs[i], y[i]);
        }

        HostArray?[] weights = Weights(model, data, y, classWeight);
        layout = BatchLayout.Of(x, y, weights);
        return [.. x, .. y, .. weights.OfType<HostArray>()];
    }

    /// <summary>The inputs, in the dtypes of the model's.</summary>
    public static HostArray[] Inputs(Model model, IReadOnlyList<DataArray> x)
    {
        if (!model.IsBuilt)
        {
            model.EnsureBuilt([.. x.Select(input => input.Shape.With(0, Shape.Unknown))]);
        }

        if (x.Count != model.Inputs.Count)
        {
            throw new ShapeException($"{model.Path}: expected {model.Inputs.Count} inputs ({string.Join(", ", model.InputNames)}), got {x.Count}.");
        }

        var arrays = new HostArray[x.Count];
        for (int i = 0; i < arrays.Length; i++)
        {
            Tensor input = model.Inputs[i];
            HostArray array = x[i].Array;
            if (array.Shape.Rank == input.Shape.Rank - 1 && input.Shape[^1] == 1)
            {
                array = array.Reshaped([.. array.Shape, 1]);
            }

            if (!array.Shape.IsCompatibleWith(input.Shape))
            {
                throw new ShapeException($"{model.Path}: input \"{model.InputNames[i]}\": expected shape {input.Shape}, got {array.Shape}.");
            }

            arrays[i] = array.Type == input.DType ? array : array.Cast(input.DType);
        }

        return arrays;
    }

    private static HostArray?[] Weights(Model model, TrainingData data, HostArray[] y, IReadOnlyDictionary<int, float>? classWeight)
    {
        IReadOnlyList<DataArray?> given = data.SampleWeights is null ? [.. y.Select(_ => (DataArray?)null)]
            : data.SampleWeights.Count == 1 ? [.. y.Select(_ => data.SampleWeights[0])]
            : data.SampleWeights;
        if (given.Count != y.Length)
        {
            throw new ShapeException($"{model.Path}: expected sample weights for {y.Length} outputs, got {given.Count}.");
        }

        HostArray?[] weights = [.. given.Select(weight => weight?.Array.Cast(DType.Float32))];
        if (classWeight is null)
        {
            return weights;
        }

        if (y.Length > 1)
        {
            throw new ArgumentException($"{model.Path}: class weights are for a model of one output; it has {y.Length}.", nameof(classWeight));
        }

        if (weights[0] is not null)
        {
            throw new ArgumentException($"{model.Path}: give class weights or sample weights, not both.", nameof(classWeight));
        }

        return [ClassWeights(y[0], classWeight)];
    }

    private static HostArray ClassWeights(HostArray y, IReadOnlyDictionary<int, float> classWeight)
    {
        int rows = y.Shape[0];
        long width = rows == 0 ? 1 : y.Elements / rows;
        var weights = new HostArray(DType.Float32, [rows]);
        for (int row = 0; row < rows; row++)
        {
            int label = (int)y[row];
            if (width > 1)
            {
                label = 0;
                for (int k = 1; k < width; k++)
                {
                    label = y[(row * width) + k] > y[(row * width) + label] ? k : label;
                }
            }

            weights[row] = classWeight.TryGetValue(label, out float weight) ? weight : 1;
        }

        return weights;
    }
}
