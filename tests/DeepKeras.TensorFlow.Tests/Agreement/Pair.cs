using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Losses;
using DeepKeras.Operations;
using DeepKeras.Optimizers;
using DeepKeras.Training;

namespace DeepKeras.TensorFlow.Tests.Agreement;

/// <summary>What both engines make of one model with the same weights and the same batch.</summary>
internal static class Pair
{
    public const int Rows = 16;

    public static readonly string[] Engines = ["torch", "tensorflow"];

    public static IEnumerable<TestCaseData> Models =>
    [
        new TestCaseData(Shape.Create([20]), (Func<Model>)(() => Sequential.Create([20]).Dense(16, "relu").Dense(12, "tanh").Dense(3))) { TestName = "{m}(MLP)" },
        new TestCaseData(Shape.Create([8, 8, 2]), (Func<Model>)(() =>
            Sequential.Create([8, 8, 2]).Conv2D(4, 3, padding: Padding.Same).BatchNormalization().Activation("relu").MaxPooling2D().Conv2D(6, 3, activation: "elu").Flatten().Dense(3)))
        { TestName = "{m}(CNN with batch normalization)" },
        new TestCaseData(Shape.Create([7, 4]), (Func<Model>)(() => Sequential.Create([7, 4]).LSTM(8).Dense(3))) { TestName = "{m}(LSTM)" },
        new TestCaseData(Shape.Create([6, 8]), (Func<Model>)AttentionBlock) { TestName = "{m}(attention block)" },
    ];

    /// <summary>A batch with a rule in it: the class is that of the largest of three sums.</summary>
    public static TrainingData Batch(Shape row)
    {
        var random = new Random(7);
        int size = (int)row.Elements;
        float[] x = new float[Rows * size];
        int[] y = new int[Rows];
        for (int i = 0; i < Rows; i++)
        {
            double[] sums = new double[3];
            for (int j = 0; j < size; j++)
            {
                x[(i * size) + j] = (random.NextSingle() * 2) - 1;
                sums[j % 3] += x[(i * size) + j];
            }

            y[i] = Array.IndexOf(sums, sums.Max());
        }

        return new TrainingData(new DataArray(x, [Rows, .. row]), new DataArray(y, [Rows]));
    }

    /// <summary>Runs on one engine after the other, on models that start with the same weights.</summary>
    public static T[] OnBoth<T>(Func<Model> make, Func<Model, T> run)
    {
        string before = Engine.Current.Name;
        var results = new List<T>();
        HostArray[]? start = null;
        try
        {
            foreach (string name in Engines)
            {
                Engine.Use(name);
                using Model model = make();
                if (start is null)
                {
                    start = [.. model.Weights.Select(weight => weight.Host.Cast(weight.DType))];
                }

                for (int i = 0; i < start.Length; i++)
                {
                    model.Weights[i].Assign(start[i]);
                }

                results.Add(run(model));
            }
        }
        finally
        {
            Engine.Use(before);
        }

        return [.. results];
    }

    public static SparseCategoricalCrossentropy Loss => new() { FromLogits = true };

    /// <summary>The loss of a training step, and its gradient to each weight.</summary>
    public static (double Loss, HostArray[] Gradients) First(Model model, TrainingData data)
    {
        HostArray[] arrays = [data.X[0].Array, data.Y[0].Array];
        BatchLayout layout = BatchLayout.Of([arrays[0]], [arrays[1]], [null]);
        var trace = new Trace(training: true);
        Graph graph;
        using (trace.Enter())
        {
            StepBatch batch = layout.CreateTensors();
            Tensor loss = Loss.Apply(batch.Y[0], model.Run(batch.X, trace, null)[0], null);
            graph = new Graph(batch.Inputs, [loss, .. Ops.Gradients(loss, [.. model.TrainableWeights.Select(trace.ReadOriginal)])], []);
        }

        using Executable executable = Engine.Current.Compile(graph);
        HostArray[] results = executable.Run(arrays);
        return (results[0][0], results[1..]);
    }

    private static Model AttentionBlock()
    {
        Tensor x = Keras.Input([6, 8]);
        Tensor attended = new MultiHeadAttention(2, 4).Apply([x, x]);
        Tensor normal = new LayerNormalization().Apply(new Add().Apply([x, attended]));
        Tensor wide = new Dense(8).Apply(new Dense(16, "gelu").Apply(normal));
        return new Model(x, new Dense(3).Apply(new GlobalAveragePooling1D().Apply(new Add().Apply([normal, wide]))));
    }
}
