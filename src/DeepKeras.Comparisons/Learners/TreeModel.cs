using DeepKeras.Comparisons.Preprocessing;

namespace DeepKeras.Comparisons.Learners;

/// <summary>How the sums of a <see cref="TreeModel"/> become predictions.</summary>
internal enum TreeOutput
{
    /// <summary>One ensemble: the target.</summary>
    Number,

    /// <summary>One ensemble: the log odds of the second class.</summary>
    LogOdds,

    /// <summary>An ensemble a class: logits of a softmax.</summary>
    Logits,

    /// <summary>An ensemble a class: log odds against the rest, made to sum to one.</summary>
    LogOddsEach,

    /// <summary>An ensemble for the second class, or one a class: its share, made to sum to one.</summary>
    Shares,
}

/// <summary>Tree ensembles: one for a number or two classes, else one a class.</summary>
internal sealed class TreeModel(TreeOutput output, FlatTrees[] ensembles, double scale = 1) : IShallowModel
{
    public long Size => ensembles.Sum(ensemble => ensemble.Nodes);

    public string SizeUnit => "nodes";

    // A split: column, threshold, two children; a leaf: its value.
    public long Bytes => Size * 16;

    public Predictions Predict(EncodedRows rows)
    {
        var encoded = new float[rows.Width];
        if (output == TreeOutput.Number)
        {
            var numbers = new float[rows.Rows];
            for (int row = 0; row < numbers.Length; row++)
            {
                rows.CopyTo(row, encoded);
                numbers[row] = (float)ensembles[0].Sum(encoded);
            }

            return Predictions.OfNumbers(numbers);
        }

        var probabilities = new float[rows.Rows, Math.Max(2, ensembles.Length)];
        Span<double> outputs = stackalloc double[probabilities.GetLength(1)];
        for (int row = 0; row < rows.Rows; row++)
        {
            rows.CopyTo(row, encoded);
            if (ensembles.Length == 1)
            {
                double second = ensembles[0].Sum(encoded) * scale;
                second = output == TreeOutput.LogOdds ? Sigmoid(second) : Math.Clamp(second, 0, 1);
                outputs[0] = 1 - second;
                outputs[1] = second;
            }
            else
            {
                for (int c = 0; c < outputs.Length; c++)
                {
                    outputs[c] = ensembles[c].Sum(encoded) * scale;
                }

                ToProbabilities(outputs);
            }

            for (int c = 0; c < outputs.Length; c++)
            {
                probabilities[row, c] = (float)outputs[c];
            }
        }

        return Predictions.OfProbabilities(probabilities);
    }

    private void ToProbabilities(Span<double> outputs)
    {
        if (output == TreeOutput.Logits)
        {
            LinearModel.Softmax(outputs);
            return;
        }

        double sum = 0;
        foreach (ref double value in outputs)
        {
            value = output == TreeOutput.LogOddsEach ? Sigmoid(value) : Math.Clamp(value, 0, 1);
            sum += value;
        }

        foreach (ref double value in outputs)
        {
            value = sum > 0 ? value / sum : 1.0 / outputs.Length;
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
