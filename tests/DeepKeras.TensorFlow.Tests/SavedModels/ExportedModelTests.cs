using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.TensorFlow.SavedModels;

namespace DeepKeras.Tests.SavedModels;

/// <summary>Whole models, exported, then run by TensorFlow and by the reader here: both give what the model predicts.</summary>
internal sealed class ExportedModelTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Path.Combine(Directory.CreateTempSubdirectory("exported").FullName, "m");

    [TearDown]
    public void DeleteFolder() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [Test]
    public void A_perceptron_with_batch_normalization()
    {
        using Model model = Sequential.Create([4]).Dense(8, "relu").BatchNormalization().Dense(3, "softmax");
        Randomize(model);
        Export(model);
        AssertRuns("serving_default", model, Numbers([5, 4]));
    }

    [Test]
    public void A_convolution_with_a_training_endpoint()
    {
        using Model model = Sequential.Create([6, 6, 2]).Conv2D(3, 3, activation: "elu").BatchNormalization().MaxPooling2D().Flatten().Dropout(0.5f).Dense(2);
        Randomize(model);
        Export(model, new ExportOptions { TrainEndpoint = true });
        AssertRuns("serving_default", model, Numbers([3, 6, 6, 2]));
    }

    [TestCase(1, 1)]
    [TestCase(3, 5)]
    [TestCase(2, 20)]
    public void A_recurrent_network_with_open_batch_and_time(int batch, int steps)
    {
        Tensor input = Keras.Input([Shape.Unknown, 3], name: "x");
        using var model = new Model(input, new Dense(2).Apply(new LSTM(4).Apply(new LSTM(5, returnSequences: true).Apply(input))));
        Export(model);
        AssertRuns("serving_default", model, Numbers([batch, steps, 3]));
    }

    [Test]
    public void A_recurrent_network_over_many_fixed_steps()
    {
        using Model model = Sequential.Create([12, 3]).LSTM(4).Dense(2);
        Export(model);
        AssertRuns("serving_default", model, Numbers([2, 12, 3]));
    }

    [Test]
    public void Embedding_and_attention()
    {
        Tensor input = Keras.Input([7], DType.Int32, name: "tokens");
        Tensor embedded = new Embedding(11, 6).Apply(input);
        Tensor attended = new MultiHeadAttention(2, 3).Apply([embedded, embedded]);
        using var model = new Model(input, new Dense(2).Apply(new GlobalAveragePooling1D().Apply(attended)));
        Export(model);
        AssertRuns("serving_default", model, new DataArray([1, 2, 3, 4, 5, 6, 7, 10, 9, 8, 7, 6, 5, 0], [2, 7]));
    }

    [Test]
    public void Several_inputs_and_outputs()
    {
        Tensor a = Keras.Input([3], name: "z"), b = Keras.Input([2], name: "a");
        Tensor both = new Concatenate().Apply([a, b]);
        using var model = new Model([a, b], [new Dense(2, "tanh") { Name = "second" }.Apply(both), new Dense(1) { Name = "first" }.Apply(both)]);
        Export(model);
        AssertRuns("serving_default", model, Numbers([4, 3]), Numbers([4, 2]));
    }

    [Test]
    public void Several_signatures_share_their_weights()
    {
        Tensor input = Keras.Input([6], name: "x");
        Tensor code = new Dense(2, "relu") { Name = "code" }.Apply(input);
        using var whole = new Model(input, new Dense(6) { Name = "decoded" }.Apply(code));
        using var encoder = new Model(input, code);
        Export(whole, new ExportOptions { Signatures = new Dictionary<string, Model> { ["encode"] = encoder } });
        AssertRuns("serving_default", whole, Numbers([3, 6]));
        AssertRuns("encode", encoder, Numbers([3, 6]));
    }

    private static DataArray Numbers(int[] sizes)
    {
        float[] values = [.. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(i => MathF.Sin(1 + (i * 1.7f)))];
        return new DataArray(values, sizes);
    }

    /// <summary>Weights that are not what a layer starts with.</summary>
    private static void Randomize(Model model)
    {
        var random = new Random(3);
        foreach (Variable weight in model.Weights)
        {
            var value = new HostArray(weight.DType, weight.Shape);
            for (long i = 0; i < value.Elements; i++)
            {
                value[i] = 0.2 + random.NextDouble();
            }

            weight.Assign(value);
        }
    }

    private void Export(Model model, ExportOptions? options = null) => model.Export(folder, ExportFormat.SavedModel, options);

    private void AssertRuns(string signature, Model model, params DataArray[] x)
    {
        var endpoint = Endpoint.Of(signature, model, training: false);
        IReadOnlyList<DataArray> expected = model.Predict(x);
        using SavedModel read = SavedModel.Load(folder);
        IReadOnlyDictionary<string, DataArray> here = read.Run(signature, endpoint.Inputs.Zip(x).ToDictionary());
        for (int i = 0; i < expected.Count; i++)
        {
            Oracles.AssertClose(expected[i], here[endpoint.Outputs[i]]);
        }

        LibtensorflowModel.Require();
        using var loaded = new LibtensorflowModel(folder);
        Dictionary<string, HostArray> there = loaded.Run(signature, endpoint.Inputs.Zip(x.Select(array => array.Array)).ToDictionary());
        for (int i = 0; i < expected.Count; i++)
        {
            Oracles.AssertClose(expected[i], new DataArray(there[endpoint.Outputs[i]]));
        }
    }
}
