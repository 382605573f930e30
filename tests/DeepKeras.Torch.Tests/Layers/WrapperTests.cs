using DeepKeras.Layers;
using DeepKeras.Saving;
using static DeepKeras.Tests.Layers.LayerRuns;

namespace DeepKeras.Tests.Layers;

/// <summary>Layers around layers, and functions as layers.</summary>
internal sealed class WrapperTests
{
    [Test]
    public void A_wrapper_of_ones_own_has_the_weights_of_the_layer_inside()
    {
        var twice = new Twice(new Dense(2, useBias: false, kernelInitializer: "ones"));
        Assert.That(Infer(twice, Ones(1, 3)).Values(), Is.EqualTo(new double[] { 6, 6 }));
        Assert.That(twice.Weights.Select(weight => weight.Path), Is.EqualTo(new[] { "twice/dense/kernel" }));
    }

    [Test]
    public void A_lambda_computes_its_function() =>
        Assert.That(Infer(new Lambda(x => x * 3f), Ones(2, 2)).Values(), Is.All.EqualTo(3));

    [Test]
    public void A_model_with_a_lambda_is_not_saved_and_says_what_to_do()
    {
        using Sequential model = Sequential.Create([2]);
        model.Add(new Lambda(x => x * 3f));
        Assert.That(() => model.ToJson(), Throws.InstanceOf<ConfigException>().With.Message.Contains("write a layer class"));
    }

    [Test]
    public void Spectral_normalization_gives_a_kernel_of_largest_singular_value_1()
    {
        // A diagonal kernel: its largest singular value is its largest number, 4.
        var layer = new SpectralNormalization(new Dense(2, useBias: false), powerIterations: 50);
        layer.EnsureBuilt([[1, 2]]);
        layer.SetWeights([new NumSharp.NDArray(new float[] { 4, 0, 0, 2 }, new NumSharp.Shape(2, 2)), new NumSharp.NDArray(new float[] { 0.6f, 0.4f }, new NumSharp.Shape(1, 2))]);
        Train(layer, Ones(1, 2));
        Assert.That(layer.GetWeights()[0].ToArray<float>(), Is.EqualTo(new float[] { 1, 0, 0, 0.5f }).Within(1e-5));
    }

    private sealed class Twice(Layer layer) : Wrapper(layer)
    {
        protected override Tensor Call(Tensor x, CallContext context) => 2 * base.Call(x, context);
    }
}
