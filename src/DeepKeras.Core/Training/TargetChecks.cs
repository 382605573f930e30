using DeepKeras.Losses;

namespace DeepKeras.Training;

/// <summary>Targets that could only give a wrong number, or a crash of the engine, are refused before the first step.</summary>
internal static class TargetChecks
{
    /// <exception cref="ShapeException">The rows' shape does not fit the loss.</exception>
    /// <exception cref="ArgumentException">A class number is out of range; the message names the row.</exception>
    public static void Check(Model model, Loss? loss, Tensor output, HostArray y)
    {
        if (loss is SparseCategoricalCrossentropy { Axis: -1 } sparse)
        {
            Shape expected = output.Shape.WithoutLast();
            if (!y.Shape.IsCompatibleWith(expected) && !y.Shape.IsCompatibleWith([.. expected, 1]))
            {
                throw new ShapeException($"{model.Path}: {sparse.Name} needs class numbers of shape {expected}, got {y.Shape} for predictions of {output.Shape}.");
            }

            int classes = output.Shape[^1];
            for (long i = 0; i < y.Elements && classes >= 0; i++)
            {
                double label = y[i];
                if (!(label >= 0 && label < classes && label == Math.Floor(label)) && label != sparse.IgnoreClass)
                {
                    throw new ArgumentException($"{model.Path}: row {i / Math.Max(1, y.Elements / y.Shape[0])} has class {label}; {sparse.Name} on {classes} outputs expects whole numbers from 0 to {classes - 1}.");
                }
            }
        }
    }
}
