using DeepKeras.Losses;

namespace DeepKeras.Training;

/// <summary>Targets that could only give a wrong number, or a crash of the engine, are refused before the first step.</summary>
internal static class TargetChecks
{
    /// <exception cref="ShapeException">The rows' shape does not fit the loss.</exception>
    /// <exception cref="ArgumentException">A value does not fit the loss; the message names the row.</exception>
    public static void Check(Model model, Loss? loss, string name, Tensor output, HostArray y)
    {
        if (loss is null)
        {
            return;
        }

        var target = new Target($"{model.Path}: output \"{name}\"", output.Shape, y);
        switch (loss is AutomaticCrossentropy automatic ? automatic.For(y.Shape, output.Shape) : loss)
        {
            case SparseCategoricalCrossentropy sparse:
                target.HasClassNumbers(sparse, sparse.Axis, column: true, sparse.IgnoreClass);
                break;
            case CategoricalGeneralizedCrossEntropy general:
                // Keras would take the losses of every row with every label of a column.
                target.HasClassNumbers(general, -1, column: false, null);
                break;
            case CategoricalCrossentropy or CategoricalFocalCrossentropy or CategoricalHinge:
                target.HasShapeOfOutput(loss, "; for class numbers there is SparseCategoricalCrossentropy");
                break;
            case BinaryCrossentropy or BinaryFocalCrossentropy:
                target.HasShapeOfOutput(loss, "");
                target.IsWithin(loss, 0, 1);
                break;
            case CTC:
                target.FitsSteps(loss);
                break;
            case Circle:
                break;
            default:
                // A user's own loss may pair any shapes.
                if (loss.RegisteredName is null)
                {
                    target.HasShapeOfOutput(loss, "");
                }

                break;
        }
    }

    private readonly record struct Target(string Path, Shape Output, HostArray Y)
    {
        /// <summary>Keras would broadcast one to the other, and average errors of things that have nothing to do with each other.</summary>
        public void HasShapeOfOutput(Loss loss, string hint)
        {
            Shape given = Y.Shape;
            bool fits = given.IsCompatibleWith(Output)
                || (given.Rank == Output.Rank - 1 && Output[^1] == 1 && given.IsCompatibleWith(Output.WithoutLast()))
                || (given.Rank == Output.Rank + 1 && given[^1] == 1 && given.WithoutLast().IsCompatibleWith(Output));
            if (!fits)
            {
                throw new ShapeException($"{Path}: {loss.Name} needs targets of the predictions' shape {Output}, got {given}{hint}.");
            }
        }

        public void HasClassNumbers(Loss loss, int axis, bool column, int? ignored)
        {
            axis = Output.Axis(axis);
            int classes = Output[axis];
            Shape expected = [.. Output[..axis], .. Output[(axis + 1)..]];
            if (!Y.Shape.IsCompatibleWith(expected) && !(column && Y.Shape.IsCompatibleWith(Output.With(axis, 1))))
            {
                string hint = Y.Shape.IsCompatibleWith(Output) ? "; for one-hot targets there is CategoricalCrossentropy" : "";
                throw new ShapeException($"{Path}: {loss.Name} needs class numbers of shape {expected}, got {Y.Shape} for predictions of {Output}{hint}.");
            }

            AreClasses(loss, classes, ignored);
        }

        public void FitsSteps(Loss loss)
        {
            if (Y.Shape.Rank != 2 || Output.Rank != 3)
            {
                throw new ShapeException($"{Path}: {loss.Name} needs targets (batch, length) for predictions (batch, steps, classes), got {Y.Shape} for {Output}.");
            }

            AreClasses(loss, Output[2], null);
        }

        public void IsWithin(Loss loss, double low, double high)
        {
            for (long i = 0; i < Y.Elements; i++)
            {
                double value = Y[i];
                if (value < low || value > high)
                {
                    throw new ArgumentException($"{Path}: row {Row(i)} has the target {value}; {loss.Name} expects {low} to {high}.");
                }
            }
        }

        private void AreClasses(Loss loss, int classes, int? ignored)
        {
            for (long i = 0; i < Y.Elements && classes >= 0; i++)
            {
                double label = Y[i];
                if (!(label >= 0 && label < classes && label == Math.Floor(label)) && label != ignored)
                {
                    throw new ArgumentException($"{Path}: row {Row(i)} has class {label}; {loss.Name} on {classes} outputs expects whole numbers from 0 to {classes - 1}.");
                }
            }
        }

        private long Row(long element) => element / Math.Max(1, Y.Elements / Y.Shape[0]);
    }
}
