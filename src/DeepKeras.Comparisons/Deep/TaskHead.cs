using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Losses;
using DeepKeras.Metrics;

namespace DeepKeras.Comparisons.Deep;

/// <summary>What a model's output means for a task: the loss and metrics it is trained with, and how its numbers become predictions.</summary>
internal sealed class TaskHead
{
    private readonly LearningTask task;
    private readonly int outputs;
    private readonly bool probabilities;

    private TaskHead(LearningTask task, int outputs, bool probabilities)
    {
        this.task = task;
        this.outputs = outputs;
        this.probabilities = probabilities;
    }

    public Loss Loss => task == LearningTask.Regression ? new MeanSquaredError()
        : outputs == 1 ? (Loss)new BinaryCrossentropy { FromLogits = !probabilities }
        : new SparseCategoricalCrossentropy { FromLogits = !probabilities };

    public IReadOnlyList<Metric> Metrics => task == LearningTask.Regression ? [new MeanAbsoluteErrorMetric()]
        : outputs == 1 ? [new BinaryAccuracy { Name = "accuracy", Threshold = probabilities ? 0.5 : 0 }]
        : [new SparseCategoricalAccuracy { Name = "accuracy" }];

    /// <summary>Reads a model's head.</summary>
    /// <param name="model">The model, built.</param>
    /// <param name="task">What is to be learnt.</param>
    /// <param name="classes">The number of classes; 0 for regression.</param>
    /// <exception cref="ArgumentException">The output does not fit the task.</exception>
    public static TaskHead Of(Model model, LearningTask task, int classes)
    {
        string expected = task switch
        {
            LearningTask.Regression => "(None, 1) for a number",
            LearningTask.Binary => "(None, 1) or (None, 2) for two classes",
            _ => $"(None, {classes}) for {classes} classes",
        };
        if (model.Outputs.Count != 1)
        {
            throw new ArgumentException($"the model has {model.Outputs.Count} outputs, expected one of shape {expected}.");
        }

        Shape shape = model.Outputs[0].Shape;
        bool fits = shape.Rank == 2 && (task switch
        {
            LearningTask.Regression => shape[1] == 1,
            LearningTask.Binary => shape[1] is 1 or 2,
            _ => shape[1] == classes,
        });
        if (!fits)
        {
            throw new ArgumentException($"the model's output has shape {shape}, expected {expected}.");
        }

        string activation = LastActivation(model);
        bool probabilities = activation is "softmax" or "sigmoid";
        if (task != LearningTask.Regression && probabilities && (shape[1] == 1) != (activation == "sigmoid"))
        {
            throw new ArgumentException($"the model's output {shape} ends in {activation}; expected {(shape[1] == 1 ? "sigmoid" : "softmax")}, or no activation for logits.");
        }

        return new TaskHead(task, shape[1], probabilities && task != LearningTask.Regression);
    }

    /// <summary>Predictions from the model's outputs.</summary>
    /// <param name="output">(rows, outputs).</param>
    /// <param name="scale">What a regression's output is multiplied by.</param>
    /// <param name="offset">What is added then.</param>
    public Predictions Read(DataArray output, double scale, double offset)
    {
        float[] values = output.ToFloats();
        int rows = output.Rows;
        if (task == LearningTask.Regression)
        {
            return Predictions.OfNumbers(Array.ConvertAll(values, value => (float)((value * scale) + offset)));
        }

        int columns = Math.Max(2, outputs);
        var result = new float[rows, columns];
        Span<double> row = stackalloc double[Math.Min(columns, 512)];
        row = columns > 512 ? new double[columns] : row;
        for (int r = 0; r < rows; r++)
        {
            if (outputs == 1)
            {
                double p = probabilities ? values[r] : Sigmoid(values[r]);
                (result[r, 0], result[r, 1]) = ((float)(1 - p), (float)p);
                continue;
            }

            ReadOnlySpan<float> given = values.AsSpan(r * outputs, outputs);
            double largest = probabilities ? 0 : Largest(given);
            double sum = 0;
            for (int c = 0; c < outputs; c++)
            {
                sum += row[c] = probabilities ? given[c] : Math.Exp(given[c] - largest);
            }

            for (int c = 0; c < outputs; c++)
            {
                result[r, c] = (float)(row[c] / sum);
            }
        }

        return Predictions.OfProbabilities(result);
    }

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static float Largest(ReadOnlySpan<float> values)
    {
        float largest = values[0];
        foreach (float value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }

    private static string LastActivation(Model model) => model.Layers[^1] switch
    {
        Dense dense => dense.Activation.Name,
        ActivationLayer layer => layer.Activation.Name,
        Softmax => "softmax",
        Model inner => LastActivation(inner),
        _ => "linear",
    };
}
