using DeepKeras.Data;
using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Optimizers;

namespace DeepKeras.Tests;

internal sealed class TrainingTests
{
    [Test]
    public void An_mlp_learns_a_rule_that_no_line_can_follow()
    {
        var random = new Random(1);
        float[,] x = new float[400, 2];
        int[] y = new int[400];
        for (int i = 0; i < y.Length; i++)
        {
            x[i, 0] = (random.NextSingle() * 2) - 1;
            x[i, 1] = (random.NextSingle() * 2) - 1;
            y[i] = x[i, 0] * x[i, 1] > 0 ? 1 : 0;
        }

        using Sequential model = Sequential.Create([2]).Dense(32, "relu").Dense(2);
        model.Compile(new Adam(1e-2f), new SparseCategoricalCrossentropy { FromLogits = true }, [Metric.Accuracy]);
        History history = model.Fit(x, y, new FitOptions { Epochs = 40 });
        Assert.That(history["accuracy"][^1], Is.GreaterThan(0.95f));
        Assert.That(model.Evaluate(x, y)["accuracy"], Is.GreaterThan(0.95f));
        Assert.That(model.Predict(x).Shape.ToString(), Is.EqualTo("(400, 2)"));
    }
}
