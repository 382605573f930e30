using DeepKeras.Callbacks;
using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Losses;
using DeepKeras.Metrics;
using DeepKeras.Optimizers;

namespace DeepKeras.Tests;

/// <summary>Models, layers, losses, metrics, callbacks and steps of one's own.</summary>
internal sealed class OwnModelTests
{
    private static readonly float[,] X = { { 1, 2 }, { 0, 1 }, { 2, 1 }, { 1, 1 } };
    private static readonly float[] Y = [3, 1, 3, 2];

    private static TrainingData Data => new(X, Y);

    [Test]
    public void A_model_with_its_own_call_learns_as_the_Sequential_of_its_layers()
    {
        using var own = new TwoLayers(4) { Name = "m" };
        using Sequential twin = Sequential.Create([2], "m").Dense(4, "relu").Dense(1);
        own.BuildFor([2]);
        own.SetWeights(twin.GetWeights());
        own.Compile(new Adam(0.1f), "mse");
        twin.Compile(new Adam(0.1f), "mse");
        Assert.That(own.Fit(Data, new FitOptions { Epochs = 3 })["loss"], Is.EqualTo(twin.Fit(Data, new FitOptions { Epochs = 3 })["loss"]).Within(1e-6f));
        Assert.That(own.Predict(X).ToFloats(), Is.EqualTo(twin.Predict(X).ToFloats()).Within(1e-6f));
    }

    [Test]
    public void Its_weights_are_made_by_the_first_data_and_stand_under_its_layers_names()
    {
        using var own = new TwoLayers(4) { Name = "m" };
        own.Compile("sgd", "mse");
        own.Fit(Data);
        Assert.That(own.Weights.Select(weight => weight.Path), Is.EqualTo(new[] { "m/dense/kernel", "m/dense/bias", "m/dense_1/kernel", "m/dense_1/bias" }));
        Assert.That(own.GetLayer("dense_1"), Is.SameAs(own.GetLayer(1)));
    }

    [Test]
    public void It_is_saved_and_read_with_its_constructors_arguments_and_its_optimizers_state()
    {
        using var own = new TwoLayers(4);
        own.Compile(new Adam(0.1f), "mse");
        own.Fit(Data);
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.keras");
        try
        {
            own.Save(path);
            using Model read = Model.Load(path);
            Assert.Multiple(() =>
            {
                Assert.That(read, Is.TypeOf<TwoLayers>());
                Assert.That(((TwoLayers)read).Units, Is.EqualTo(4));
                Assert.That(read.Predict(X).ToFloats(), Is.EqualTo(own.Predict(X).ToFloats()));
                Assert.That(read.Fit(Data)["loss"], Is.EqualTo(own.Fit(Data)["loss"]));
            });
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void In_its_file_weights_stand_under_the_names_of_the_attributes_as_Keras_has_them()
    {
        using var own = new TwoLayers(4);
        own.BuildFor([2]);
        Assert.That(Saving.WeightGroups.Of(own).Select(group => group.Path), Is.EqualTo(new[] { "", "hidden", "result" }));
    }

    [Test]
    public void It_is_a_layer_of_another_model()
    {
        Tensor input = Keras.Input([2]);
        using var model = new Model(input, new Dense(1).Apply(new TwoLayers(3).Apply(input)));
        model.Compile("sgd", "mse");
        Assert.That(model.Fit(Data)["loss"][0], Is.Positive);
        Assert.That(model.Weights, Has.Count.EqualTo(6));
    }

    [Test]
    public void Its_summary_lists_its_layers_with_their_shapes()
    {
        using var own = new TwoLayers(4) { Name = "m" };
        own.BuildFor([2]);
        Assert.That(own.SummaryText(new SummaryOptions { LineLength = 60 }), Is.EqualTo("""
            Model: "m"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━┓
            ┃ Layer (type)             ┃ Output Shape      ┃   Param # ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━┩
            │ dense (Dense)            │ (None, 4)         │        12 │
            ├──────────────────────────┼───────────────────┼───────────┤
            │ dense_1 (Dense)          │ (None, 1)         │         5 │
            └──────────────────────────┴───────────────────┴───────────┘
             Total params: 17 (68.00 B)
             Trainable params: 17 (68.00 B)
             Non-trainable params: 0 (0.00 B)

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Two_outputs_are_named_by_number()
    {
        using var own = new TwoOutputs();
        own.Compile("sgd", [(Loss)"mse", "mse"]);
        History history = own.Fit(new TrainingData([X], [Y, new float[4, 2]]));
        Assert.That(history.Names, Is.EquivalentTo(new[] { "loss", "output_1_loss", "output_2_loss" }));
    }

    [Test]
    public void A_step_of_ones_own_moves_the_weights_as_it_says()
    {
        using var own = new ByHand();
        own.Compile(new SGD(0.1f), (Loss?)null);
        float[,] x = { { 1 }, { 2 } };
        History history = own.Fit(x, new float[,] { { 1 }, { 4 } }, new FitOptions { Epochs = 1, Shuffle = false });

        // w = 0: the loss is (1² + 4²) / 2 = 8.5, its gradient −(1·1 + 2·4) = −9.
        Assert.Multiple(() =>
        {
            Assert.That(own.Weights[0].Host.As<float>()[0], Is.EqualTo(0.9f).Within(1e-6f));
            Assert.That(history["by_hand"], Is.EqualTo(new[] { 8.5f }));
            Assert.That(history.Contains("loss"), Is.False);
        });
    }

    [Test]
    public void A_step_may_take_gradients_to_its_inputs()
    {
        Tensor input = Keras.Input([1]);
        using var own = new Adversarial(input, new Dense(1, useBias: false, kernelInitializer: "ones").Apply(input)) { Size = 0.5f };
        own.Compile(new SGD(0.1f), (Loss?)null);

        // w = 1, x = 1, y = 2: the error 1 grows by moving x to 0.5, where it is 1.5.
        Assert.That(own.Fit(new float[,] { { 1 } }, new float[,] { { 2 } })["loss"], Is.EqualTo(new[] { 2.25f }));
    }

    [Test]
    public void ComputeLoss_and_PredictStep_can_be_overridden_alone()
    {
        Tensor input = Keras.Input([2]);
        using var own = new Shifted(input, new Dense(1, kernelInitializer: "ones").Apply(input));
        own.Compile("sgd", "mse");
        Assert.Multiple(() =>
        {
            Assert.That(own.Evaluate(Data)["loss"], Is.EqualTo(10));
            Assert.That(own.Predict(X).ToFloats(), Is.EqualTo(new float[] { 6, 2, 6, 4 }));
            Assert.That(own.TrainOnBatch(Data)["loss"], Is.EqualTo(10));
        });
    }

    [Test]
    public void A_model_that_needs_no_targets_is_fitted_to_inputs_alone()
    {
        using var own = new Autoencoder();
        own.Compile(new Adam(0.05f), (Loss?)null);
        IReadOnlyList<float> losses = own.Fit(TrainingData.Unlabelled(new float[,] { { 1, 0, 0 }, { 0, 1, 1 } }), new FitOptions { Epochs = 30 })["loss"];
        Assert.That(losses[^1], Is.LessThan(losses[0] / 2));
    }

    [Test]
    public void A_layers_own_loss_and_metric_stand_in_the_history()
    {
        using Sequential model = Sequential.Create([2]).Add(new Watched(0.5)).Dense(1, kernelInitializer: "ones");
        model.Compile(new SGD(0), "mse");
        History history = model.Fit(Data);

        // mean(x²) = 13 / 8, mean(|x|) = 9 / 8; the predictions are right.
        Assert.Multiple(() =>
        {
            Assert.That(history["loss"], Is.EqualTo(new[] { 0.8125f }).Within(1e-6f));
            Assert.That(history["size"], Is.EqualTo(new[] { 1.125f }).Within(1e-6f));
            Assert.That(history.Names, Is.EqualTo(new[] { "loss", "size" }));
        });
    }

    [Test]
    public void Losses_metrics_and_callbacks_of_ones_own_work_as_those_that_are_there()
    {
        var list = new LossList();
        using Sequential model = Sequential.Create([2]).Dense(1, kernelInitializer: "zeros");
        model.Compile(new SGD(0), new Quartic(), [new WorstError()]);
        History history = model.Fit(Data, new FitOptions { Callbacks = [list] });
        Assert.Multiple(() =>
        {
            Assert.That(history["loss"], Is.EqualTo(new[] { (81 + 1 + 81 + 16) / 4f }));
            Assert.That(history["worst_error"], Is.EqualTo(new[] { 3f }));
            Assert.That(list.Losses, Is.EqualTo(history["loss"]));
        });
    }

    [Test]
    public void A_custom_layer_is_saved_by_its_package_and_read_again()
    {
        using Sequential model = Sequential.Create([2]).Add(new Gate(2)).Dense(1);
        Assert.That(model.ToJson(), Does.Contain("\"registered_name\":\"tests>Gate\"").Or.Contain("\"registered_name\": \"tests\\u003EGate\"").Or.Contain("tests\\u003EGate"));
        using Model read = Model.FromJson(model.ToJson());
        read.SetWeights(model.GetWeights());
        Assert.That(read.Predict(X).ToFloats(), Is.EqualTo(model.Predict(X).ToFloats()));
    }

    [Test]
    public void One_object_goes_to_JSON_and_back()
    {
        var optimizer = Saving.KerasRegistry.FromJson<Optimizer>(new Adam(0.5f) { ClipNorm = 2 }.ToJson());
        var layer = Saving.KerasRegistry.FromJson<Layer>(new Gate(3).ToJson());
        Assert.That((optimizer.CurrentLearningRate, ((Adam)optimizer).ClipNorm, ((Gate)layer).Units), Is.EqualTo((0.5f, 2.0, 3)));
    }

    [Test]
    public void A_layers_place_or_a_weights_path_that_is_not_there_is_refused_with_what_is()
    {
        using Sequential model = Sequential.Create([2], "m").Dense(1);
        Assert.Multiple(() =>
        {
            Assert.That(() => model.GetLayer(1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("from 0 to 0; got 1"));
            Assert.That(() => model.GetWeight("dense/kernl"), Throws.ArgumentException.With.Message.Contains("dense/kernel"));
            Assert.That(model.GetWeight("dense/kernel").Path, Is.EqualTo("m/dense/kernel"));
        });
    }

    [Test]
    public void A_clone_has_the_same_structure_and_weights_of_its_own()
    {
        Tensor a = Keras.Input([2], name: "a"), b = Keras.Input([2], name: "b");
        var shared = new Dense(3, "tanh") { Name = "shared" };
        using var model = new Model([a, b], [new Dense(1).Apply((shared.Apply(a) * 2) + shared.Apply(b))]);
        using Model clone = model.Clone();
        clone.SetWeights(model.GetWeights());
        Assert.Multiple(() =>
        {
            Assert.That(clone.ToJson(), Is.EqualTo(model.ToJson()));
            Assert.That(clone.Weights.Intersect(model.Weights), Is.Empty);
            Assert.That(clone.Predict([X, X])[0].ToFloats(), Is.EqualTo(model.Predict([X, X])[0].ToFloats()));
        });
    }

    [Test]
    public void A_clone_may_have_other_layers()
    {
        using Sequential model = Sequential.Create([2]).Dense(3, "relu").Dropout(0.5).Dense(1);
        using Model clone = model.Clone(layer => layer is Dense dense ? new Dense(dense.Units, "tanh") : null);
        Assert.That(clone.Layers.OfType<Dense>().Select(dense => dense.Activation.Name), Is.All.EqualTo("tanh"));
        Assert.That(clone.GetLayer(1), Is.TypeOf<Dropout>());
    }

    [Test]
    public void A_summary_shows_a_range_of_layers_between_given_columns()
    {
        using Sequential model = Sequential.Create([2]).Dense(3).Dropout(0.5).Dense(1);
        string text = model.SummaryText(new SummaryOptions { LineLength = 60, LayerRange = ("drop", "dense_1"), Positions = [0.5, 0.75, 1] });
        string[] lines = text.Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("dropout (Dropout)").And.Contain("dense_1 (Dense)").And.Not.Contain("dense (Dense)"));
            Assert.That(lines[2].IndexOf('┃', 1), Is.EqualTo(30));
            Assert.That(() => model.SummaryText(new SummaryOptions { LayerRange = ("conv", "dense") }), Throws.ArgumentException.With.Message.Contains("conv"));
            Assert.That(() => model.SummaryText(new SummaryOptions { Positions = [1] }), Throws.ArgumentException.With.Message.Contains("3 columns; got 1"));
        });
    }
}
