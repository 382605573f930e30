using DeepKeras.Losses;

namespace DeepKeras.Training;

/// <summary>Targets that could only give a wrong number, or a crash of the engine, are refused before the first step.</summary>
internal static class TargetChecks
{
    /// <summary>Losses whose targets have another shape than the predictions by design.</summary>
    private static readonly string[] Free = ["CTC", "CategoricalGeneralizedCrossEntropy", "Circle"];

    /// <exception cref="ShapeException">The rows' shape does not fit the loss.</exception>
    /// <exception cref="ArgumentException">A class number is out of range; the message names the row.</exception>
    public static void Check(Model model, Loss? loss, string name, Tensor output, HostArray y)
    {
        if (loss is null || loss.RegisteredName is not null || Free.Contains(loss.ClassName))
        {
            return;
        }

        if (loss is SparseCategoricalCrossentropy sparse)
        {
            if (sparse.Axis == -1)
            {
                CheckClasses(model, sparse, name, output, y);
            }

            return;
        }

        // The shorthand "crossentropy" chooses by the targets; everything else compares number by number.
        bool chosen = loss.GivenName?.ToLowerInvariant() is "crossentropy" or "ce";
        if (!chosen && !Alike(output.Shape, y.Shape))
        {
            throw new ShapeException($"{model.Path}: {loss.Name} compares targets with predictions of shape {output.Shape} (output \"{name}\"); got targets of shape {y.Shape}.{Hint(loss, output, y)}");
        }
    }

    private static bool Alike(Shape output, Shape y) =>
        output.IsCompatibleWith(y)
        || (output.Rank == y.Rank + 1 && output[^1] is 1 or Shape.Unknown && output.WithoutLast().IsCompatibleWith(y))
        || (y.Rank == output.Rank + 1 && y[^1] == 1 && output.IsCompatibleWith(y.WithoutLast()));

    private static string Hint(Loss loss, Tensor output, HostArray y) =>
        loss.ClassName == "CategoricalCrossentropy" && (y.Shape.Rank == output.Shape.Rank - 1 || y.Shape[^1] == 1)
            ? " For class numbers use SparseCategoricalCrossentropy." : "";

    private static void CheckClasses(Model model, SparseCategoricalCrossentropy loss, string name, Tensor output, HostArray y)
    {
        Shape expected = output.Shape.WithoutLast();
        if (!y.Shape.IsCompatibleWith(expected) && !y.Shape.IsCompatibleWith([.. expected, 1]))
        {
            throw new ShapeException($"{model.Path}: {loss.Name} needs class numbers of shape {expected}, got {y.Shape} for predictions of {output.Shape} (output \"{name}\").");
        }

        int classes = output.Shape[^1];
        for (long i = 0; i < y.Elements && classes >= 0; i++)
        {
            double label = y[i];
            if (!(label >= 0 && label < classes && label == Math.Floor(label)) && label != loss.IgnoreClass)
            {
                throw new ArgumentException($"{model.Path}: row {i / Math.Max(1, y.Elements / y.Shape[0])} has class {label}; {loss.Name} on {classes} outputs expects whole numbers from 0 to {classes - 1}.");
            }
        }
    }
}
