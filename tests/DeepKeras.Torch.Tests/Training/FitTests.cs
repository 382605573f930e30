using DeepKeras.Callbacks;
using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Optimizers;

namespace DeepKeras.Tests;

internal sealed class FitTests
{
    [Test]
    public void A_cancelled_training_ends_after_a_whole_step_with_valid_weights()
    {
        using var source = new CancellationTokenSource();
        using Sequential model = Regression();
        var cancel = new LambdaCallback
        {
            TrainBatchBegin = (batch, _) =>
            {
                if (batch == 2)
                {
                    source.Cancel();
                }
            },
        };
        Assert.Multiple(() =>
        {
            Assert.That(() => model.Fit(Rows(64), new FitOptions { Epochs = 3, BatchSize = 8, CancellationToken = source.Token, Callbacks = [cancel] }), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(model.Optimizer!.Iterations, Is.EqualTo(3));
            Assert.That(model.Weights.SelectMany(weight => weight.Host.As<float>().ToArray()), Has.All.Matches<float>(float.IsFinite));
        });
    }

    [Test]
    public void Steps_without_callbacks_allocate_nothing()
    {
        using Sequential model = Regression();
        TrainingData data = Rows(8000);
        Fit(1000);
        long few = Fit(100);
        long many = Fit(1000);
        Assert.That(many - few, Is.LessThan(900));

        long Fit(int steps)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.Fit(data, new FitOptions { BatchSize = 8, StepsPerEpoch = steps });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Test]
    public void A_training_in_two_parts_equals_one_in_one_piece()
    {
        using Sequential whole = Regression();
        using Sequential parts = Regression();
        whole.Fit(Rows(50), new FitOptions { Epochs = 4 });
        parts.Fit(Rows(50), new FitOptions { Epochs = 2 });
        parts.Fit(Rows(50), new FitOptions { Epochs = 4, InitialEpoch = 2 });
        Assert.That(Numbers(parts), Is.EqualTo(Numbers(whole)));
    }

    [Test]
    public void A_training_that_was_interrupted_goes_on_from_its_backup_as_if_nothing_had_happened()
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"backup-{Guid.NewGuid():N}");
        using Sequential whole = Regression();
        whole.Fit(Rows(50), new FitOptions { Epochs = 5 });
        using (Sequential broken = Regression())
        {
            var fails = new LambdaCallback { EpochBegin = (epoch, logs) => logs.Add("on", epoch < 3 ? 1 : throw new IOException("power failure")) };
            Assert.That(() => broken.Fit(Rows(50), new FitOptions { Epochs = 5, Callbacks = [new BackupAndRestore(folder), fails] }), Throws.InstanceOf<IOException>());
        }

        using Sequential resumed = Regression();
        History history = resumed.Fit(Rows(50), new FitOptions { Epochs = 5, Callbacks = [new BackupAndRestore(folder)] });
        Assert.Multiple(() =>
        {
            Assert.That(history.Epochs, Is.EqualTo(new[] { 3, 4 }));
            Assert.That(Numbers(resumed), Is.EqualTo(Numbers(whole)));
            Assert.That(Directory.Exists(folder), Is.False);
        });
    }

    [Test]
    public void Arrays_by_name_go_where_arrays_in_order_go()
    {
        using Model ordered = TwoByTwo();
        using Model named = TwoByTwo();
        DataArray a = new float[,] { { 1, 2 }, { 3, 4 } }, b = new float[,] { { -1 }, { 5 } }, p = new float[] { 1, 0 }, q = new float[] { 2, 3 };
        ordered.Compile("sgd", ["mse", "mae"], [[], ["mse"]], [1.0, 0.5]);
        named.Compile("sgd", new Dictionary<string, Loss?> { ["q"] = "mae", ["p"] = "mse" }, new Dictionary<string, IReadOnlyList<Metric>> { ["q"] = ["mse"] }, new Dictionary<string, double> { ["q"] = 0.5 });
        ordered.Fit(new TrainingData([a, b], [p, q]));
        named.Fit(new TrainingData(new Dictionary<string, DataArray> { ["b"] = b, ["a"] = a }, new Dictionary<string, DataArray> { ["q"] = q, ["p"] = p }));
        Assert.That(Numbers(named), Is.EqualTo(Numbers(ordered)));
    }

    [Test]
    public void Loss_comes_first_then_metrics_then_each_outputs_loss()
    {
        using Model model = TwoByTwo();
        model.Compile("sgd", ["mse", "mae"], [["mae"], ["mse"]]);
        History history = model.Fit(new TrainingData([new float[2, 2], new float[2, 1]], [new float[2], new float[2]]));
        Assert.That(history.Names, Is.EqualTo(new[] { "loss", "p_mae", "q_mse", "p_loss", "q_loss" }));
    }

    [Test]
    public void An_output_without_a_loss_needs_no_targets()
    {
        using Model model = TwoByTwo();
        model.Compile("sgd", ["mse", null]);
        Assert.That(() => model.Fit(new TrainingData([new float[2, 2], new float[2, 1]], [new float[2]])), Throws.Nothing);
    }

    [TestCase("x", "input \"a\": expected shape (None, 2), got (2, 3)")]
    [TestCase("inputs", "expected 2 inputs (a, b), got 1")]
    [TestCase("rows", "as many rows as the first input, 2; got x[1] of shape (3, 1)")]
    [TestCase("targets", "expected targets for 2 outputs (p, q), got 3")]
    [TestCase("name", "unknown output \"r\"")]
    [TestCase("weights", "expected sample weights for 2 outputs, got 3")]
    public void Data_that_do_not_fit_are_refused_with_what_was_expected_and_what_came(string what, string message)
    {
        using Model model = TwoByTwo();
        model.Compile("sgd", "mse");
        DataArray a = new float[2, 2], b = new float[2, 1], y = new float[2];
        Func<TrainingData> data = what switch
        {
            "x" => () => new([new float[2, 3], b], [y, y]),
            "inputs" => () => new([a], [y, y]),
            "rows" => () => new([a, new float[3, 1]], [y, y]),
            "targets" => () => new([a, b], [y, y, y]),
            "name" => () => new([a, b], new Dictionary<string, DataArray> { ["p"] = y, ["r"] = y }),
            _ => () => new([a, b], [y, y], [y, y, y]),
        };
        Assert.That(() => model.Fit(data()), Throws.InstanceOf<ArgumentException>().With.Message.Contains(message));
    }

    [Test]
    public void NaN_in_the_inputs_is_a_warning_with_its_row()
    {
        using Sequential model = Regression();
        var heard = new List<string>();
        Action<string> before = Keras.Warn;
        Keras.Warn = heard.Add;
        try
        {
            float[,] x = new float[4, 3];
            x[2, 1] = float.NaN;
            model.Fit(x, new float[4]);
        }
        finally
        {
            Keras.Warn = before;
        }

        Assert.That(heard, Has.Count.EqualTo(1).And.All.Contains("NaN in row 2"));
    }

    [Test]
    public void A_model_that_was_not_compiled_says_so()
    {
        using Sequential model = Sequential.Create([3]).Dense(1);
        Assert.That(() => model.Fit(Rows(4)), Throws.InvalidOperationException.With.Message.Contains("Compile"));
    }

    private static Sequential Regression()
    {
        Sequential model = Sequential.Create([3], "m").Dense(8, "relu").Dropout(0.2).Dense(1);
        model.Compile(new Adam(1e-2f), "mse");
        return model;
    }

    private static TrainingData Rows(int count)
    {
        var random = new Random(5);
        float[,] x = new float[count, 3];
        float[] y = new float[count];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < 3; k++)
            {
                x[i, k] = random.NextSingle();
                y[i] += x[i, k];
            }
        }

        return new(x, y);
    }

    private static Model TwoByTwo()
    {
        Tensor a = Keras.Input([2], name: "a"), b = Keras.Input([1], name: "b");
        Tensor joint = new Concatenate().Apply([a, b]);
        return new Model([a, b], [new Dense(1) { Name = "p" }.Apply(joint), new Dense(1) { Name = "q" }.Apply(joint)]);
    }

    private static float[] Numbers(Model model) => [.. model.Weights.SelectMany(weight => weight.Host.As<float>().ToArray())];
}
