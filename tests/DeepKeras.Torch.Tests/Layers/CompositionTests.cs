using DeepKeras.Data;
using DeepKeras.Layers;
using NumSharp;
using static DeepKeras.Tests.Layers.LayerRuns;

namespace DeepKeras.Tests.Layers;

/// <summary>Layers in models.</summary>
internal sealed class CompositionTests
{
    [Test]
    public void A_small_cnn_reads_as_a_list_and_has_the_shapes_of_Keras()
    {
        using Sequential model = Sequential.Create([28, 28, 1])
            .Rescaling(1 / 255.0)
            .Conv2D(8, 3, padding: Padding.Same)
            .BatchNormalization()
            .Activation("relu")
            .MaxPooling2D()
            .Conv2D(16, (3, 2), strides: 2)
            .ZeroPadding2D((1, (0, 2)))
            .Dropout(0.5)
            .GlobalAveragePooling2D()
            .Dense(10, "softmax");
        Assert.That(string.Join(" ", model.Layers.Select(layer => layer.Name)), Is.EqualTo(
            "rescaling conv2d batch_normalization activation max_pooling2d conv2d_1 zero_padding2d dropout global_average_pooling2d dense"));
        Assert.That(model.Layers[6].ComputeOutputShape([-1, 6, 7, 16]).ToString(), Is.EqualTo("(None, 8, 9, 16)"));
        Assert.That(model.Outputs[0].Shape.ToString(), Is.EqualTo("(None, 10)"));
        Assert.That(model.ParameterCount, Is.EqualTo(((9 * 8) + 8) + (4 * 8) + ((6 * 8 * 16) + 16) + ((16 * 10) + 10)));
    }

    [Test]
    public void Branches_are_joined_by_merging_layers()
    {
        Tensor input = Keras.Input([4]);
        Tensor joined = new Concatenate().Apply([new Dense(3).Apply(input), input]);
        using var model = new Model(input, new Add().Apply([new Dense(4).Apply(joined), input]));
        Assert.That(model.Predict(new float[,] { { 1, 2, 3, 4 } }).Shape.ToString(), Is.EqualTo("(1, 4)"));
    }

    [Test]
    public void Mixed_precision_computes_in_half_and_keeps_weights_in_float32()
    {
        var layer = new Dense(2) { DType = "mixed_bfloat16" };
        HostArray result = Infer(layer, Ones(3, 4));
        Assert.That(result.Type, Is.EqualTo(DType.BFloat16));
        Assert.That(layer.Weights.Select(weight => weight.DType), Is.All.EqualTo(DType.Float32));
    }

    [Test]
    public void Mixed_precision_normalizes_batches_in_float32()
    {
        // The squares of these overflow float16.
        var layer = new BatchNormalization { DType = "mixed_float16" };
        HostArray x = HostArray.Of<float>([1000, -1000, 3000, -3000], [4, 1]);
        HostArray result = Train(layer, x);
        Assert.That(result.Type, Is.EqualTo(DType.Float16));
        double deviation = Math.Sqrt(5e6);
        Assert.That(result.Values(), Is.EqualTo(new[] { 1000 / deviation, -1000 / deviation, 3000 / deviation, -3000 / deviation }).Within(2e-3));
    }

    [Test]
    public void A_layer_that_is_not_trainable_has_no_weights_to_train()
    {
        var layer = new BatchNormalization { Trainable = false };
        layer.EnsureBuilt([[-1, 3]]);
        Assert.That(layer.TrainableWeights, Is.Empty);
        Assert.That(layer.Weights, Has.Count.EqualTo(4));
    }

    [Test]
    public void Normalization_finds_the_same_statistics_in_batches_as_in_the_whole()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 60).Select(_ => (random.NextSingle() * 100) + 1000)];
        var whole = new Normalization();
        whole.Adapt(np.array(values).reshape(20, 3));
        var batches = new Normalization();
        ((IAdaptable)batches).Adapt([HostArray.Of<float>(values.AsSpan(0, 21), [7, 3]), HostArray.Of<float>(values.AsSpan(21), [13, 3])]);
        for (int i = 0; i < 2; i++)
        {
            Assert.That(batches.Weights[i].Host.Values(), Is.EqualTo(whole.Weights[i].Host.Values()).Within(1e-4));
        }
    }

    [Test]
    public void Normalized_data_have_mean_zero_and_variance_one()
    {
        var layer = new Normalization();
        HostArray data = HostArray.Of<float>([1, 10, 2, 20, 3, 60], [3, 2]);
        ((IAdaptable)layer).Adapt([data]);
        double[] values = Infer(layer, data).Values();
        foreach (int feature in new[] { 0, 1 })
        {
            double[] column = [.. values.Where((_, i) => i % 2 == feature)];
            Assert.That(column.Average(), Is.Zero.Within(1e-6));
            Assert.That(column.Average(value => value * value), Is.EqualTo(1).Within(1e-5));
        }
    }

    [Test]
    public void Embeddings_of_masked_integers_do_not_count_in_an_average()
    {
        Tensor input = Keras.Input([3], DType.Int32);
        Tensor embedded = new Embedding(5, 2, maskZero: true).Apply(input);
        using var model = new Model(input, new GlobalAveragePooling1D().Apply(embedded));
        var embeddings = (Embedding)model.Layers[1];
        embeddings.Weights[0].Assign([9, 9, 1, 2, 3, 4, 5, 6, 7, 8]);
        DataArray result = model.Predict(new[,] { { 1, 3, 0 } });
        Assert.That(result.ToFloats(), Is.EqualTo(new[] { 3f, 4f }).Within(1e-6f));
    }

    [Test]
    public void Nearest_upsampling_repeats_pixels_also_of_images_of_unknown_size()
    {
        using Sequential model = Sequential.Create([-1, -1, 1]).UpSampling2D((2, 1));
        DataArray result = model.Predict(np.array(new float[] { 1, 2 }).reshape(1, 1, 2, 1));
        Assert.That(result.ToFloats(), Is.EqualTo(new float[] { 1, 2, 1, 2 }));
    }
}
