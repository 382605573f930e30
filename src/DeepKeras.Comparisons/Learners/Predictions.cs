namespace DeepKeras.Comparisons.Learners;

/// <summary>What a fitted learner says about some rows: a score for each class, or a number.</summary>
public sealed class Predictions
{
    private readonly float[,]? scores;
    private readonly float[]? numbers;

    private Predictions(float[,]? scores, bool areProbabilities, float[]? numbers)
    {
        this.scores = scores;
        this.numbers = numbers;
        AreProbabilities = areProbabilities;
    }

    /// <summary>Probabilities, <c>(rows, classes)</c>, each row summing to one.</summary>
    /// <param name="probabilities">A row for each row, a column for each class; two columns for a binary task.</param>
    public static Predictions OfProbabilities(float[,] probabilities) => new(probabilities, true, null);

    /// <summary>Scores that rank the classes but are no probabilities, such as an SVM's margins, <c>(rows, classes)</c>.</summary>
    /// <param name="margins">A row for each row, a column for each class; two columns for a binary task.</param>
    public static Predictions OfMargins(float[,] margins) => new(margins, false, null);

    /// <summary>Predicted targets, one for each row.</summary>
    /// <param name="numbers">In the target's own unit.</param>
    public static Predictions OfNumbers(float[] numbers) => new(null, false, numbers);

    /// <summary>Whether <see cref="Scores"/> are probabilities, so that log loss and Brier score mean something.</summary>
    public bool AreProbabilities { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => scores?.GetLength(0) ?? numbers!.Length;

    /// <summary>A score for each class, <c>(rows, classes)</c>: higher is likelier.</summary>
    /// <exception cref="InvalidOperationException">These are predictions of a number.</exception>
    public float[,] Scores => scores ?? throw new InvalidOperationException("these predictions are numbers, not scores of classes.");

    /// <summary>The predicted numbers, one for each row.</summary>
    /// <exception cref="InvalidOperationException">These are predictions of a class.</exception>
    public float[] Numbers => numbers ?? throw new InvalidOperationException("these predictions are scores of classes, not numbers.");

    /// <summary>The likeliest class of each row; the first one when two tie.</summary>
    /// <exception cref="InvalidOperationException">These are predictions of a number.</exception>
    public int[] Labels()
    {
        float[,] s = Scores;
        var labels = new int[s.GetLength(0)];
        for (int row = 0; row < labels.Length; row++)
        {
            for (int c = 1; c < s.GetLength(1); c++)
            {
                if (s[row, c] > s[row, labels[row]])
                {
                    labels[row] = c;
                }
            }
        }

        return labels;
    }

    /// <summary>The first row with a NaN or an infinity, or -1.</summary>
    public int FirstNotFiniteRow()
    {
        if (numbers is not null)
        {
            return Array.FindIndex(numbers, x => !float.IsFinite(x));
        }

        int classes = scores!.GetLength(1);
        for (int row = 0; row < scores.GetLength(0); row++)
        {
            for (int c = 0; c < classes; c++)
            {
                if (!float.IsFinite(scores[row, c]))
                {
                    return row;
                }
            }
        }

        return -1;
    }
}
