namespace DeepKeras.Comparisons.Scores;

/// <summary>Matrices (rows, classes) of predicted probabilities, as <see cref="ClassificationScore"/> reads them.</summary>
public static class Probabilities
{
    /// <summary>Two columns, 1 - p and p, from P(class 1) alone, such as a sigmoid gives.</summary>
    /// <param name="positive">(rows), each in [0, 1].</param>
    public static double[,] FromPositive(ReadOnlySpan<double> positive)
    {
        var probabilities = new double[positive.Length, 2];
        for (int row = 0; row < positive.Length; row++)
        {
            probabilities[row, 0] = 1 - positive[row];
            probabilities[row, 1] = positive[row];
        }

        return probabilities;
    }

    /// <inheritdoc cref="FromPositive(ReadOnlySpan{double})"/>
    public static double[,] FromPositive(ReadOnlySpan<float> positive)
    {
        var probabilities = new double[positive.Length, 2];
        for (int row = 0; row < positive.Length; row++)
        {
            probabilities[row, 0] = 1 - (double)positive[row];
            probabilities[row, 1] = positive[row];
        }

        return probabilities;
    }

    /// <summary>The most probable class of each row; of equal ones the first.</summary>
    /// <param name="probabilities">(rows, classes).</param>
    public static int[] MostProbable(double[,] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var classes = new int[probabilities.GetLength(0)];
        for (int row = 0; row < classes.Length; row++)
        {
            for (int column = 1; column < probabilities.GetLength(1); column++)
            {
                if (probabilities[row, column] > probabilities[row, classes[row]])
                {
                    classes[row] = column;
                }
            }
        }

        return classes;
    }

    internal static double[,] ToDouble(float[,] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var wide = new double[probabilities.GetLength(0), probabilities.GetLength(1)];
        for (int row = 0; row < wide.GetLength(0); row++)
        {
            for (int column = 0; column < wide.GetLength(1); column++)
            {
                wide[row, column] = probabilities[row, column];
            }
        }

        return wide;
    }

    internal static double[] Column(double[,] probabilities, int column)
    {
        var values = new double[probabilities.GetLength(0)];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = probabilities[row, column];
        }

        return values;
    }

    internal static void Check(ReadOnlySpan<int> labels, double[,] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        (int rows, int classes) = (probabilities.GetLength(0), probabilities.GetLength(1));
        if (rows == 0 || rows != labels.Length)
        {
            throw new ArgumentException(
                $"Expected as many rows of probabilities as labels, and at least one; got {rows} and {labels.Length}.", nameof(probabilities));
        }

        if (classes < 2)
        {
            throw new ArgumentException($"Expected one column a class, at least 2; got ({rows}, {classes}).", nameof(probabilities));
        }

        for (int row = 0; row < rows; row++)
        {
            if (labels[row] < 0 || labels[row] >= classes)
            {
                throw new ArgumentException($"Row {row}: expected a label from 0 to {classes - 1}, got {labels[row]}.", nameof(labels));
            }

            for (int column = 0; column < classes; column++)
            {
                if (!(probabilities[row, column] is >= -Slack and <= 1 + Slack))
                {
                    throw new ArgumentException(
                        $"Row {row}, class {column}: expected a probability in [0, 1], got {probabilities[row, column]}.",
                        nameof(probabilities));
                }
            }
        }
    }

    // A float softmax may end one rounding above 1.
    private const double Slack = 1e-5;
}
