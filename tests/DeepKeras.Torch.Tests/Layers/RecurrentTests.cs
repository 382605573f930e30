using DeepKeras.Data;
using DeepKeras.Initializers;
using DeepKeras.Layers;
using static DeepKeras.Tests.Layers.LayerRuns;

namespace DeepKeras.Tests.Layers;

internal sealed class RecurrentTests
{
    private static readonly float[,,] Sequences = { { { 1, 2 }, { -1, 0.5f }, { 0.25f, 3 } }, { { 0, 1 }, { 2, -2 }, { -3, 0.5f } } };

    [Test]
    public void A_cell_of_ones_own_runs_over_time()
    {
        var layer = new RNN(new LeakyCell(1, 0.25), returnSequences: true);
        layer.EnsureBuilt([[-1, -1, 2]]);
        layer.Cell.Weights[0].Assign([0.5f, -1]);
        double h = 0;
        var expected = new List<double>();
        for (int step = 0; step < 3; step++)
        {
            h = (0.75 * h) + (0.25 * Math.Tanh((0.5 * Sequences[0, step, 0]) - Sequences[0, step, 1]));
            expected.Add(h);
        }

        Assert.That(Infer(layer, Array3(Sequences)).Values()[..3], Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void A_stack_of_cells_in_both_directions_is_saved_and_read()
    {
        using Sequential model = Sequential.Create([3, 2]).Add(new Bidirectional(new RNN(new StackedRNNCells([new GRUCell(4, "relu"), new GRUCell(2, useBias: false)]), returnSequences: true)));
        using Model read = Model.FromJson(model.ToJson());
        read.SetWeights(model.GetWeights());
        Assert.Multiple(() =>
        {
            Assert.That(read.ToJson(), Is.EqualTo(model.ToJson()));
            Assert.That(read.Predict(Sequences).ToFloats(), Is.EqualTo(model.Predict(Sequences).ToFloats()));
            Assert.That(model.Weights.Select(weight => weight.Path), Is.EqualTo(new[]
            {
                "forward_rnn/stacked_rnn_cells/gru_cell/kernel", "forward_rnn/stacked_rnn_cells/gru_cell/recurrent_kernel", "forward_rnn/stacked_rnn_cells/gru_cell/bias",
                "forward_rnn/stacked_rnn_cells/gru_cell_1/kernel", "forward_rnn/stacked_rnn_cells/gru_cell_1/recurrent_kernel",
                "backward_rnn/stacked_rnn_cells/gru_cell/kernel", "backward_rnn/stacked_rnn_cells/gru_cell/recurrent_kernel", "backward_rnn/stacked_rnn_cells/gru_cell/bias",
                "backward_rnn/stacked_rnn_cells/gru_cell_1/kernel", "backward_rnn/stacked_rnn_cells/gru_cell_1/recurrent_kernel",
            }.Select(path => $"{model.Name}/bidirectional/{path}")));
        });
    }

    [Test]
    public void The_number_of_steps_may_be_open_and_none([Values(0, 1, 5)] int steps)
    {
        using Sequential model = Sequential.Create([-1, 2]).LSTM(3, returnSequences: true).GRU(2);
        DataArray result = model.Predict(new float[2, steps, 2]);
        Assert.That(result.ToFloats(), Is.All.EqualTo(0f), "zeros in, zero bias but the forget gate's");
    }

    [Test]
    public void A_batch_without_rows_gives_no_rows()
    {
        var layer = new LSTM(3, returnSequences: true);
        Assert.That(Infer(layer, new HostArray(DType.Float32, [0, 4, 2])).Shape.ToString(), Is.EqualTo("(0, 4, 3)"));
    }

    [Test]
    public void Inputs_are_dropped_alike_at_every_step()
    {
        // The output is the input that was left: relu(x · 1).
        var layer = new SimpleRNN(6, "relu", useBias: false, new Initializers.Identity(), new Zeros(), dropout: 0.5, seed: 3, returnSequences: true);
        double[] values = Train(layer, Ones(2, 4, 6)).Values();
        double[][] steps = [.. values.Chunk(6)];
        Assert.Multiple(() =>
        {
            Assert.That(values.Distinct().Order(), Is.EqualTo([0.0, 2.0]));
            Assert.That(steps[0], Is.EqualTo(steps[1]).And.EqualTo(steps[3]));
            Assert.That(steps[4], Is.EqualTo(steps[7]));
            Assert.That(steps[0], Is.Not.EqualTo(steps[4]), "each row has its own");
            Assert.That(Train(layer, Ones(2, 4, 6), step: 1).Values(), Is.Not.EqualTo(values), "each training step has its own");
            Assert.That(Infer(layer, Ones(2, 4, 6)).Values(), Is.All.EqualTo(1.0));
        });
    }

    [Test]
    public void The_state_is_dropped_alike_at_every_step()
    {
        // h' = 1 + mask h: 1, 3, 7 where kept (mask 2), 1, 1, 1 where not.
        var layer = new SimpleRNN(8, "linear", kernelInitializer: new Ones(), recurrentInitializer: new Initializers.Identity(), recurrentDropout: 0.5, seed: 3, returnSequences: true);
        double[][] steps = [.. Train(layer, Ones(1, 3, 1)).Values().Chunk(8)];
        Assert.Multiple(() =>
        {
            Assert.That(steps[1].Distinct().Order(), Is.EqualTo([1.0, 3.0]));
            Assert.That(steps[2].Zip(steps[1]), Is.All.Matches<(double Third, double Second)>(pair => pair.Third == (pair.Second == 3 ? 7 : 1)));
        });
    }

    [Test]
    public void Every_gate_has_dropout_masks_of_its_own_where_the_state_is_dropped([Values] bool resetAfter)
    {
        foreach (Layer layer in new Layer[] { new LSTM(4, dropout: 0.3, recurrentDropout: 0.3), new GRU(4, dropout: 0.3, recurrentDropout: 0.3, resetAfter: resetAfter), new RNN(new StackedRNNCells([new GRUCell(3, dropout: 0.5), new LSTMCell(2, dropout: 0.5)])) })
        {
            double[] first = Train(layer, Ones(3, 5, 2)).Values();
            Assert.That(first, Is.EqualTo(Train(layer, Ones(3, 5, 2)).Values()), $"{layer.ClassName}: a function of the step");
            Assert.That(first, Is.Not.EqualTo(Infer(layer, Ones(3, 5, 2)).Values()), $"{layer.ClassName}: something is dropped");
        }
    }

    [Test]
    public void Stateful_batches_go_on_where_the_last_one_ended_until_they_are_reset()
    {
        var whole = new LSTM(3, returnSequences: true);
        var parts = new LSTM(3, returnSequences: true, stateful: true);
        parts.EnsureBuilt([[2, 2, 2]]);
        HostArray x = Array3(Sequences);
        double[] expected = Infer(whole, x).Values();
        parts.SetWeights(whole.GetWeights());
        HostArray first = Half(0, 2);
        double[] one = Evaluate(parts, first);
        double[] two = Evaluate(parts, Half(2, 1));
        parts.ResetStates();
        double[] again = Evaluate(parts, first);
        Assert.Multiple(() =>
        {
            Assert.That(one[..6], Is.EqualTo(expected[..6]).Within(1e-6));
            Assert.That(two[..3], Is.EqualTo(expected[6..9]).Within(1e-6));
            Assert.That(two[3..], Is.EqualTo(expected[15..]).Within(1e-6));
            Assert.That(again, Is.EqualTo(one));
        });

        static HostArray Half(int from, int count)
        {
            var part = new float[2, count, 2];
            for (int i = 0; i < part.Length; i++)
            {
                part[i / (2 * count), i / 2 % count, i % 2] = Sequences[i / (2 * count), from + (i / 2 % count), i % 2];
            }

            return Array3(part);
        }

        static double[] Evaluate(Layer layer, HostArray x)
        {
            Tensor input = new InputNode("x", new(x.Type, x.Shape)).Output;
            var trace = new Trace(training: false);
            using Trace.Scope scope = trace.Enter();
            IReadOnlyList<Tensor> outputs = layer.Run([input], trace, null);
            using Executable executable = Engine.Current.Compile(new Graph([input], outputs, trace.Updates));
            return executable.Run(x)[0].Values();
        }
    }

    [Test]
    public void A_stateful_layer_must_know_the_batch_size() =>
        Assert.That(() => Sequential.Create([4, 2]).LSTM(3, stateful: true), Throws.TypeOf<ShapeException>().With.Message.Contains("lstm").And.Message.Contains("batch size"));

    [Test]
    public void Unrolling_needs_the_number_of_steps() =>
        Assert.That(() => Sequential.Create([-1, 2]).GRU(3, unroll: true), Throws.TypeOf<ShapeException>().With.Message.Contains("number of steps"));

    [Test]
    public void A_wrong_number_of_initial_states_is_refused()
    {
        Tensor x = Keras.Input([4, 2]);
        Assert.That(() => new LSTM(3).ApplyAll(x, [Keras.Input([3])]), Throws.TypeOf<ShapeException>().With.Message.Contains("expected 2 initial states, got 1"));
    }

    [Test]
    public void Both_layers_of_a_Bidirectional_must_go_different_ways() =>
        Assert.That(() => new Bidirectional(new LSTM(2), backwardLayer: new LSTM(2)), Throws.ArgumentException.With.Message.Contains("go_backwards"));

    [Test]
    public void A_decoder_begins_where_the_encoder_ended_and_the_model_is_read_back()
    {
        Tensor source = Keras.Input([-1, 2], name: "source");
        Tensor target = Keras.Input([-1, 2], name: "target");
        IReadOnlyList<Tensor> encoded = new LSTM(3, returnState: true) { Name = "encoder" }.ApplyAll([source]);
        Tensor decoded = new LSTM(3, returnSequences: true) { Name = "decoder" }.ApplyAll(target, [encoded[1], encoded[2]])[0];
        using var model = new Model([source, target], [decoded]);
        using Model read = Model.FromJson(model.ToJson());
        read.SetWeights(model.GetWeights());
        float[] result = model.Predict([Sequences, Sequences])[0].ToFloats();
        Assert.Multiple(() =>
        {
            Assert.That(read.Predict([Sequences, Sequences])[0].ToFloats(), Is.EqualTo(result));
            Assert.That(model.Predict([new float[2, 3, 2], Sequences])[0].ToFloats(), Is.Not.EqualTo(result), "what the encoder read matters");
        });
    }

    [Test]
    public void A_layer_that_moves_its_statistics_moves_them_at_each_step()
    {
        // moving mean: m' = 0.9 m + 0.1 · mean of the step, steps of means 1, 2, 3.
        var layer = new TimeDistributed(new BatchNormalization(momentum: 0.9));
        var x = new HostArray(DType.Float32, [2, 3, 1]);
        for (int i = 0; i < 6; i++)
        {
            x[i] = 1 + (i % 3);
        }

        layer.EnsureBuilt([[-1, 3, 1]]);
        Train(layer, x);
        Assert.That(layer.Weights[2].Host[0], Is.EqualTo((((0.1 * 0.9) + 0.2) * 0.9) + 0.3).Within(1e-6));
    }

    [Test]
    public void A_dropout_over_time_drops_anew_at_each_step()
    {
        var layer = new TimeDistributed(new Dropout(0.5));
        double[][] steps = [.. Train(layer, Ones(1, 4, 16)).Values().Chunk(16)];
        Assert.That(steps.Select(step => string.Join(" ", step)).Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void A_layer_over_time_takes_open_steps()
    {
        using Sequential model = Sequential.Create([-1, 2]).TimeDistributed(new Dense(3)).GlobalAveragePooling1D();
        Assert.That(model.Predict(new float[2, 4, 2]).Shape.ToString(), Is.EqualTo("(2, 3)"));
    }

    [Test]
    public void Mixed_precision_computes_sequences_in_half([Values("lstm", "gru", "simple_rnn")] string name)
    {
        Layer layer = name switch
        {
            "lstm" => new LSTM(2) { DType = "mixed_bfloat16" },
            "gru" => new GRU(2) { DType = "mixed_bfloat16" },
            _ => new SimpleRNN(2) { DType = "mixed_bfloat16" },
        };
        HostArray result = Infer(layer, Ones(3, 4, 2));
        Assert.That(result.Type, Is.EqualTo(DType.BFloat16));
        Assert.That(layer.Weights.Select(weight => weight.DType), Is.All.EqualTo(DType.Float32));
    }

    [Test]
    public void A_frozen_layer_trains_none_of_its_cells_weights()
    {
        using Sequential model = Sequential.Create([3, 2]).Add(new Bidirectional(new LSTM(2, returnSequences: true)) { Trainable = false }).Add(new RNN(new StackedRNNCells([new GRUCell(2)])) { Trainable = false });
        Assert.That(model.TrainableWeights, Is.Empty);
    }

    [Test]
    public void An_LSTM_learns_to_remember_the_first_step()
    {
        var random = new Random(1);
        var x = new float[256, 6, 1];
        var y = new float[256, 1];
        for (int row = 0; row < 256; row++)
        {
            for (int step = 0; step < 6; step++)
            {
                x[row, step, 0] = random.Next(2);
            }

            y[row, 0] = x[row, 0, 0];
        }

        using Sequential model = Sequential.Create([6, 1]).LSTM(8).Dense(1, "sigmoid");
        model.Compile(new DeepKeras.Optimizers.Adam(0.02f), "binary_crossentropy", ["accuracy"]);
        model.Fit(x, y, new FitOptions { Epochs = 40, BatchSize = 32 });
        Assert.That(model.Evaluate(x, y)["accuracy"], Is.GreaterThan(0.98f));
    }

    private static HostArray Array3(float[,,] values) =>
        HostArray.Of<float>(values.Cast<float>().ToArray(), [values.GetLength(0), values.GetLength(1), values.GetLength(2)]);

    /// <summary>h' = (1 − share) h + share tanh(x kernel): a cell as a user writes it.</summary>
    private sealed class LeakyCell(int units, double share = 0.5) : RNNCell
    {
        private Variable kernel = null!;

        public override IReadOnlyList<Shape> StateShapes => [[units]];

        protected override void Build(Shape input) => kernel = AddWeight("kernel", [input[^1], units]);

        protected override (Tensor Output, IReadOnlyList<Tensor> States) Step(Tensor x, IReadOnlyList<Tensor> states, CallContext context)
        {
            Tensor h = ((1 - share) * states[0]) + (share * Ops.Tanh(Ops.MatMul(x, kernel)));
            return (h, [h]);
        }
    }
}
