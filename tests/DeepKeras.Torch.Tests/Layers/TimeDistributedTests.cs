using DeepKeras.Layers;
using static DeepKeras.Tests.Layers.LayerRuns;

namespace DeepKeras.Tests.Layers;

/// <summary>A layer over time that moves state of its own, or adds to the loss.</summary>
internal sealed class TimeDistributedTests
{
    [Test]
    public void State_moves_step_by_step_though_the_number_of_steps_is_unknown()
    {
        // Means of the steps 1 and 3, momentum 0.5: ((0 + 1) / 2 + 3) / 2.
        var layer = new TimeDistributed(new BatchNormalization(momentum: 0.5));
        layer.EnsureBuilt([[Shape.Unknown, Shape.Unknown, 1]]);
        var trace = new Trace(training: true);
        using Trace.Scope scope = trace.Enter();
        Tensor x = new InputNode("x", new(DType.Float32, [Shape.Unknown, Shape.Unknown, 1])).Output;
        IReadOnlyList<Tensor> outputs = layer.Run([x], trace, null);
        using Executable executable = Engine.Current.Compile(new Graph([x], outputs, trace.Updates));
        executable.Run(HostArray.Of<float>([0, 2, 2, 4], [2, 2, 1]));
        Assert.That(layer.GetWeights()[2].ToArray<float>(), Is.EqualTo(new float[] { 1.75f }));
    }

    [Test]
    public void A_stateful_layer_goes_on_from_step_to_step()
    {
        // Keras's one stateful layer inside: every step begins with the state that the step before it ended with.
        var inner = new SimpleRNN(1, activation: "linear", useBias: false, kernelInitializer: "ones", recurrentInitializer: "ones", stateful: true);
        var layer = new TimeDistributed(inner);
        layer.EnsureBuilt([[1, 3, 2, 1]]);
        var trace = new Trace(training: false);
        using Trace.Scope scope = trace.Enter();
        Tensor x = new InputNode("x", new(DType.Float32, [1, 3, 2, 1])).Output;
        IReadOnlyList<Tensor> outputs = layer.Run([x], trace, null);
        using Executable executable = Engine.Current.Compile(new Graph([x], outputs, trace.Updates));
        Assert.That(executable.Run(Ones(1, 3, 2, 1))[0].Values(), Is.EqualTo(new double[] { 2, 4, 6 }));
        Assert.That(((IStateful)inner).States[0].Host[0], Is.EqualTo(6));
    }

    [Test]
    public void What_is_frozen_as_it_is_made_leaves_the_layer_inside_as_it_says()
    {
        var layer = Saving.ConfigJson.Parse("""
            {"module": "keras.layers", "class_name": "TimeDistributed", "config": {"name": "t", "trainable": false,
             "layer": {"module": "keras.layers", "class_name": "Dense", "config": {"name": "d", "trainable": true, "units": 2}}}}
            """).AsKeras<TimeDistributed>();
        layer.EnsureBuilt([[1, 3, 2]]);
        Assert.That(layer.Layer.Trainable);
        Assert.That(layer.TrainableWeights, Is.Empty);
    }

    [Test]
    public void What_is_frozen_afterwards_freezes_the_layer_inside_before_and_after_it_is_built()
    {
        foreach (bool built in new[] { false, true })
        {
            var layer = new TimeDistributed(new Dense(2));
            if (built)
            {
                layer.EnsureBuilt([[1, 3, 2]]);
            }

            layer.Trainable = false;
            layer.EnsureBuilt([[1, 3, 2]]);
            Assert.That(layer.Layer.Trainable, Is.False);
        }
    }
}
