using DeepKeras.Comparisons.Preprocessing;

namespace DeepKeras.Comparisons.Learners;

/// <summary>How the outputs of a <see cref="LinearModel"/> are to be read.</summary>
internal enum LinearOutput
{
    /// <summary>One output: the target.</summary>
    Number,

    /// <summary>One output: the log odds of the second class.</summary>
    LogOdds,

    /// <summary>An output a class: logits of a softmax.</summary>
    Logits,

    /// <summary>One output for the second class, or one a class: margins.</summary>
    Margins,
}

/// <summary>Weights and biases: rows of weights, one for each output.</summary>
internal sealed class LinearModel(LinearOutput output, float[][] weights, double[] biases) : IShallowModel
{
    public long Size => weights.Sum(row => (long)row.Length) + biases.Length;

    public string SizeUnit => "parameters";

    public long Bytes => (weights.Sum(row => (long)row.Length) * sizeof(float)) + (biases.Length * sizeof(double));

    public Predictions Predict(EncodedRows rows)
    {
        if (output == LinearOutput.Number)
        {
            var numbers = new float[rows.Rows];
            for (int row = 0; row < numbers.Length; row++)
            {
                numbers[row] = (float)(rows.Dot(row, weights[0]) + biases[0]);
            }

            return Predictions.OfNumbers(numbers);
        }

        int classes = Math.Max(2, weights.Length);
        var scores = new float[rows.Rows, classes];
        Span<double> outputs = stackalloc double[classes];
        for (int row = 0; row < rows.Rows; row++)
        {
            if (weights.Length == 1)
            {
                double score = rows.Dot(row, weights[0]) + biases[0];
                outputs[0] = output == LinearOutput.LogOdds ? 0 : -score;
                outputs[1] = score;
            }
            else
            {
                for (int c = 0; c < classes; c++)
                {
                    outputs[c] = rows.Dot(row, weights[c]) + biases[c];
                }
            }

            if (output != LinearOutput.Margins)
            {
                Softmax(outputs);
            }

            for (int c = 0; c < classes; c++)
            {
                scores[row, c] = (float)outputs[c];
            }
        }

        return output == LinearOutput.Margins ? Predictions.OfMargins(scores) : Predictions.OfProbabilities(scores);
    }

    internal static void Softmax(Span<double> logits)
    {
        double highest = double.NegativeInfinity, sum = 0;
        foreach (double logit in logits)
        {
            highest = Math.Max(highest, logit);
        }

        foreach (ref double logit in logits)
        {
            logit = Math.Exp(logit - highest);
            sum += logit;
        }

        foreach (ref double logit in logits)
        {
            logit /= sum;
        }
    }
}
