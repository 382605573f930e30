using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.TensorFlow;
using DeepKeras.TensorFlow.Messages;
using DeepKeras.TensorFlow.SavedModels;

namespace DeepKeras.Tests.SavedModels;

/// <summary>
/// The functions that Python's <c>tf.saved_model.load</c> calls, run by TensorFlow: <c>serve</c>, the signatures, the endpoint for training and those of
/// tables, each with what the object graph binds to it.
/// </summary>
internal sealed class FunctionTests
{
    private const float Tolerance = 1e-5f;
    private string folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        LibtensorflowModel.Require();
        folder = Path.Combine(Directory.CreateTempSubdirectory("functions").FullName, "m");
    }

    [TearDown]
    public void DeleteFolder()
    {
        if (folder is not null)
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }

    [Test]
    public void Serve_and_the_signatures_of_a_perceptron_give_what_the_model_predicts()
    {
        using Model model = Sequential.Create([4]).Dense(8, "relu").BatchNormalization().Dense(3, "softmax");
        model.Export(folder, ExportFormat.SavedModel);
        AssertFunctions(model, "serving_default", Numbers(0, 5, 4));
        AssertFunctions(model, "serve", Numbers(1, 2, 4));
    }

    [Test]
    public void Serve_takes_and_gives_lists_in_their_order_and_signatures_in_that_of_the_names()
    {
        Tensor a = Keras.Input([3], name: "z"), b = Keras.Input([2], name: "a");
        Tensor both = new Concatenate().Apply([a, b]);
        using var model = new Model([a, b], [new Dense(2, "tanh") { Name = "second" }.Apply(both), new Dense(1) { Name = "first" }.Apply(both)]);
        model.Export(folder, ExportFormat.SavedModel);
        AssertFunctions(model, "serving_default", Numbers(0, 4, 3), Numbers(1, 4, 2));
    }

    [Test]
    public void Every_one_of_several_named_signatures_gives_what_its_model_predicts()
    {
        Tensor input = Keras.Input([6], name: "x");
        Tensor code = new Dense(2, "relu") { Name = "code" }.Apply(input);
        Tensor given = Keras.Input([2], name: "code");
        var decoder = new Dense(6) { Name = "decoded" };
        using var whole = new Model(input, decoder.Apply(code));
        using var encode = new Model(input, code);
        using var decode = new Model(given, decoder.Apply(given));
        whole.Export(folder, ExportFormat.SavedModel, new ExportOptions { Signatures = new Dictionary<string, Model> { ["encode"] = encode, ["decode"] = decode } });
        AssertFunctions(whole, "serving_default", Numbers(0, 3, 6));
        AssertFunctions(encode, "encode", Numbers(0, 3, 6));
        AssertFunctions(decode, "decode", Numbers(1, 3, 2));
        using var loaded = new LibtensorflowModel(folder);
        using SavedModel here = SavedModel.Load(folder);
        DataArray x = Numbers(2, 3, 2);
        float[] expected = decode.Predict(x).ToFloats();
        Assert.That(new DataArray(loaded.Run("decode", new Dictionary<string, HostArray> { ["code"] = x.Array }).Values.Single()).ToFloats(), Is.EqualTo(expected).Within(Tolerance));
        Assert.That(here.Run("decode", new Dictionary<string, DataArray> { ["code"] = x }).Values.Single().ToFloats(), Is.EqualTo(expected).Within(Tolerance));
    }

    [Test]
    public void The_endpoint_for_training_normalizes_by_the_batch_and_moves_the_averages()
    {
        const float Momentum = 0.9f;
        using Model model = Sequential.Create([2]).BatchNormalization(momentum: Momentum, epsilon: 1e-3);
        model.Export(folder, ExportFormat.SavedModel, new ExportOptions { TrainEndpoint = true });
        using var loaded = new LibtensorflowModel(folder);
        var x = new DataArray([1f, 10, 3, 20, 5, 60], [3, 2]);
        float[] y = new DataArray(loaded.Call("__inference_train", x.Array)[0]).ToFloats();

        // Mean and biased variance of (1, 3, 5) and (10, 20, 60).
        double[] means = [3, 30], variances = [8.0 / 3, 1400.0 / 3];
        float[] expected = [.. x.ToFloats().Select((value, i) => (float)((value - means[i % 2]) / Math.Sqrt(variances[i % 2] + 1e-3)))];
        Assert.That(y, Is.EqualTo(expected).Within(Tolerance));
        string[] averages = [.. model.NonTrainableWeights.Select(weight => NodeNames.Clean(weight.Path))];
        HostArray[] moved = loaded.Run("the averages", [], [.. averages.Select(name => $"{name}/Read:0")]);
        Assert.That(new DataArray(moved[0]).ToFloats(), Is.EqualTo(means.Select(mean => (float)(mean * (1 - Momentum)))).Within(Tolerance));
        Assert.That(new DataArray(moved[1]).ToFloats(), Is.EqualTo(variances.Select(variance => (float)(Momentum + (variance * (1 - Momentum))))).Within(1e-4f));

        // Serving reads what training wrote.
        double served = (1 - (means[0] * (1 - Momentum))) / Math.Sqrt(Momentum + (variances[0] * (1 - Momentum)) + 1e-3);
        Assert.That(loaded.Call("__inference_serve", x.Array)[0].As<float>()[0], Is.EqualTo((float)served).Within(Tolerance));
    }

    [Test]
    public void The_endpoint_for_training_drops_other_elements_each_time()
    {
        using Model model = Sequential.Create([200]).Dropout(0.5);
        model.Export(folder, ExportFormat.SavedModel, new ExportOptions { TrainEndpoint = true });
        using var loaded = new LibtensorflowModel(folder);
        HostArray ones = HostArray.Of<float>([.. Enumerable.Repeat(1f, 200)], [1, 200]);
        float[] first = loaded.Call("__inference_train", ones)[0].As<float>().ToArray(), second = loaded.Call("__inference_train", ones)[0].As<float>().ToArray();
        Assert.That(first, Is.All.EqualTo(0f).Or.EqualTo(2f));
        Assert.That(first.Average(), Is.EqualTo(1).Within(0.4));
        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public void States_go_from_batch_to_batch_in_serve_in_the_signature_and_in_the_reader_here()
    {
        Tensor input = Keras.Input([3, 2], name: "x", batchSize: 2);
        using var model = new Model(input, new LSTM(4, stateful: true).Apply(input));
        model.Export(folder, ExportFormat.SavedModel);
        DataArray first = Numbers(0, 2, 3, 2), second = Numbers(1, 2, 3, 2);
        float[] expected = model.Predict(first).ToFloats(), after = model.Predict(second).ToFloats();
        using (var served = new LibtensorflowModel(folder))
        {
            Assert.That(served.Call("__inference_serve", first.Array)[0].As<float>().ToArray(), Is.EqualTo(expected).Within(Tolerance));
            Assert.That(served.Call("__inference_signature_serving_default", second.Array)[0].As<float>().ToArray(), Is.EqualTo(after).Within(Tolerance));
        }

        using var flat = new LibtensorflowModel(folder);
        flat.Run("serving_default", new Dictionary<string, HostArray> { ["x"] = first.Array });
        Assert.That(flat.Run("serving_default", new Dictionary<string, HostArray> { ["x"] = second.Array }).Values.Single().As<float>().ToArray(), Is.EqualTo(after).Within(Tolerance));
        using SavedModel here = SavedModel.Load(folder);
        here.Predict(first);
        Assert.That(here.Predict(second).ToFloats(), Is.EqualTo(after).Within(Tolerance));
    }

    [Test]
    public void Loops_within_functions_run()
    {
        Tensor input = Keras.Input([Shape.Unknown, 3], name: "x");
        using var model = new Model(input, new GRU(4).Apply(new LSTM(5, returnSequences: true).Apply(input)));
        model.Export(folder, ExportFormat.SavedModel);
        AssertFunctions(model, "serving_default", Numbers(0, 2, 11, 3));
    }

    [Test]
    public void Serve_looks_up_in_the_table_that_is_bound_to_it_and_the_functions_of_the_table_make_and_fill_it()
    {
        Tensor input = Keras.Input([1], DType.String, name: "text");
        using var model = new Model(input, new Embedding(6, 3).Apply(new TextVectorization(vocabulary: ["deep", "shallow", "model"], outputSequenceLength: 4).Apply(input)));
        model.Export(folder, ExportFormat.SavedModel);
        AssertFunctions(model, "serving_default", new DataArray(["Deep or shallow?", "A model."], [2, 1]));
        using var loaded = new LibtensorflowModel(folder);
        string[] functions = [.. loaded.Meta.GraphDef.Library.Function.Select(function => function.Signature.Name)];
        string create = functions.Single(name => name.StartsWith("__inference__creator_", StringComparison.Ordinal));
        Assert.That(loaded.Call(functions.Single(name => name.StartsWith("__inference__initializer_", StringComparison.Ordinal)))[0].As<int>()[0], Is.EqualTo(1));
        Assert.That(loaded.Call(functions.Single(name => name.StartsWith("__inference__destroyer_", StringComparison.Ordinal)))[0].As<int>()[0], Is.EqualTo(1));
        var writer = new GraphWriter { Scope = "added" };
        NodeDef made = writer.Node("StatefulPartitionedCall", "made", [], Attr.Types("Tin", []), Attr.Types("Tout", [DataType.DtResource]), Attr.Function("f", create));
        NodeOutput keys = writer.Constant(HostArray.OfText(["model", "nothing"], [2])), missing = GraphWriter.Output(writer.Node("Const", "added/missing", [], Attr.Type("dtype", DType.Int64), Attr.Tensor("value", HostArray.Scalar(-7L))), 0, new(DType.Int64, Shape.Scalar));
        NodeDef find = writer.Node("LookupTableFindV2", "found", [GraphWriter.Output(made, 0, new(DType.Int64, Shape.Scalar)), keys, missing], Attr.Type("Tin", DType.String), Attr.Type("Tout", DType.Int64));
        loaded.Import(new GraphDef { Node = { writer.Nodes }, Versions = new() { Producer = 1882, MinConsumer = 12 } }, []);
        Assert.That(loaded.Run("a table that was made", [], [$"{find.Name}:0"])[0].As<long>().ToArray(), Is.EqualTo(new long[] { 4, -7 }));
    }

    private static DataArray Numbers(int seed, params int[] sizes)
    {
        float[] values = [.. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(i => MathF.Sin(1 + seed + (i * 1.7f)))];
        return new DataArray(values, sizes);
    }

    /// <summary>The signature's function, and serve for the model itself, with arguments in the order that the object graph tells.</summary>
    private void AssertFunctions(Model model, string signature, params DataArray[] x)
    {
        var endpoint = Endpoint.Of(signature, model, training: false);
        IReadOnlyList<DataArray> expected = model.Predict(x);
        using var loaded = new LibtensorflowModel(folder);
        string name = $"__inference_signature_{signature}";
        SavedBareConcreteFunction bare = loaded.Meta.ObjectGraphDef.Nodes.Single(node => node.BareConcreteFunction?.ConcreteFunctionName == name).BareConcreteFunction;
        string[] outputs = [.. loaded.Meta.ObjectGraphDef.ConcreteFunctions[name].OutputSignature.DictValue.Fields.Keys.Order(StringComparer.Ordinal)];
        HostArray[] results = loaded.Call(name, [.. bare.ArgumentKeywords.Select(keyword => x[Array.IndexOf(endpoint.Inputs, keyword)].Array)]);
        for (int i = 0; i < outputs.Length; i++)
        {
            Oracles.AssertClose(expected[Array.IndexOf(endpoint.Outputs, outputs[i])], new DataArray(results[i]));
        }

        if (signature == "serving_default")
        {
            HostArray[] served = loaded.Call("__inference_serve", [.. x.Select(array => array.Array)]);
            for (int i = 0; i < served.Length; i++)
            {
                Oracles.AssertClose(expected[i], new DataArray(served[i]));
            }
        }
    }
}
