using DeepKeras.Data;

namespace DeepKeras.Training;

/// <summary>A user's arrays as the model's graphs want them: dtypes, checked shapes, class weights.</summary>
internal static class TargetArrays
{
    /// <summary>Inputs, targets and weights in one list, in the order of <see cref="StepBatch.Inputs"/>.</summary>
    /// <exception cref="ArgumentException">Something does not fit the model; the message says what was expected and what came.</exception>
    public static HostArray[] Prepare(Model model, CompiledLoss loss, TrainingData data, IReadOnlyDictionary<int, float>? classWeight, out BatchLayout layout)
    {
        HostArray[] x = Inputs(model, [.. data.Inputs.Arrays.Select(array => array!)], data.Inputs.Names);
        HostArray[] y = Targets(model, loss, data);
        HostArray?[] weights = Weights(model, loss, data, y, classWeight);
        layout = BatchLayout.Of(x, y, weights);
        return [.. x, .. y, .. weights.OfType<HostArray>()];
    }

    /// <summary>The inputs, in the dtypes of the model's.</summary>
    /// <exception cref="ArgumentException">They do not fit the model.</exception>
    public static HostArray[] Inputs(Model model, IReadOnlyList<DataArray> x, IReadOnlyList<string>? names = null)
    {
        if (!model.IsBuilt || model.Inputs.Count == 0)
        {
            model.BuildFor([.. x.Select(input => input.Shape.With(0, Shape.Unknown))], [.. x.Select(input => input.DType)]);
        }

        IReadOnlyList<string> expected = model.InputKeys ?? model.InputNames;
        IReadOnlyList<DataArray?> ordered = new NamedArrays(names, [.. x]).InOrder(expected, "input");
        if (ordered.Count != expected.Count || ordered.Any(array => array is null))
        {
            throw new ShapeException($"{model.Path}: expected {expected.Count} input{(expected.Count == 1 ? "" : "s")} ({string.Join(", ", expected)}), got {(names is null ? $"{x.Count}" : string.Join(", ", names))}.");
        }

        var arrays = new HostArray[ordered.Count];
        for (int i = 0; i < arrays.Length; i++)
        {
            Tensor input = model.Inputs[i];
            HostArray array = ordered[i]!.Array;
            if (array.Shape.Rank == input.Shape.Rank - 1 && input.Shape[^1] == 1)
            {
                array = array.Reshaped([.. array.Shape, 1]);
            }

            if (!array.Shape.IsCompatibleWith(input.Shape))
            {
                throw new ShapeException($"{model.Path}: input \"{expected[i]}\": expected shape {input.Shape}, got {array.Shape}.");
            }

            if (i > 0 && array.Shape[0] != arrays[0].Shape[0])
            {
                throw new ShapeException($"{model.Path}: input \"{expected[i]}\" has {array.Shape[0]} rows, and \"{expected[0]}\" has {arrays[0].Shape[0]}.");
            }

            arrays[i] = array.Type == input.DType ? array : array.Cast(input.DType);
        }

        return arrays;
    }

    /// <summary>An array for each output; for one without a loss, and without a target, a stand-in that nothing reads.</summary>
    private static HostArray[] Targets(Model model, CompiledLoss loss, TrainingData data)
    {
        IReadOnlyList<string> names = model.TargetNames;
        IReadOnlyList<DataArray?> given = data.Targets.InOrder(names, "output");
        int[] needed = [.. Enumerable.Range(0, names.Count).Where(loss.NeedsTarget)];
        if (model.MayOverrideSteps && needed.Length == 0 && data.Targets.Names is null)
        {
            // Only the model's own step knows what they are for.
            return [.. given.Select(array => array!.Array)];
        }

        if (data.Targets.Names is null && given.Count != names.Count)
        {
            if (given.Count != needed.Length)
            {
                throw new ShapeException($"{model.Path}: expected targets for {names.Count} output{(names.Count == 1 ? "" : "s")} ({string.Join(", ", names)}), got {given.Count}.");
            }

            var spread = new DataArray?[names.Count];
            for (int i = 0; i < needed.Length; i++)
            {
                spread[needed[i]] = given[i];
            }

            given = spread;
        }

        var y = new HostArray[names.Count];
        for (int i = 0; i < y.Length; i++)
        {
            if (given[i] is null && loss.NeedsTarget(i))
            {
                throw new ShapeException($"{model.Path}: there are no targets for the output \"{names[i]}\".");
            }

            y[i] = given[i]?.Array ?? new HostArray(DType.Bool, [data.Rows]);
            if (given[i] is not null)
            {
                TargetChecks.Check(model, loss.Losses[i], names[i], model.Outputs[i], y[i]);
            }
        }

        return y;
    }

    private static HostArray?[] Weights(Model model, CompiledLoss loss, TrainingData data, HostArray[] y, IReadOnlyDictionary<int, float>? classWeight)
    {
        IReadOnlyList<DataArray?> given = data.Weights is null ? new DataArray?[y.Length]
            : data.Weights is { Names: null, Arrays: [var only] } ? [.. y.Select(_ => only)]
            : data.Weights.InOrder(model.TargetNames, "output");
        if (given.Count != y.Length)
        {
            throw new ShapeException($"{model.Path}: expected sample weights for {y.Length} outputs, got {given.Count}.");
        }

        HostArray?[] weights = [.. given.Select((weight, i) => model.MayOverrideSteps || loss.NeedsTarget(i) ? weight?.Array.Cast(DType.Float32) : null)];
        if (classWeight is null)
        {
            return weights;
        }

        if (y.Length != 1)
        {
            throw new ArgumentException($"{model.Path}: class weights are for a model of one target; it has {y.Length}.", nameof(classWeight));
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
            // As in Keras: of several columns the largest names the class, and one number is rounded.
            int label = width > 1 ? 0 : (int)Math.Round(y[row], MidpointRounding.ToEven);
            if (width > 1)
            {
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
