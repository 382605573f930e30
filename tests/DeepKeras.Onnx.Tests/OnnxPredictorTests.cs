using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Onnx;
using Microsoft.Extensions.DependencyInjection;

namespace DeepKeras.Tests;

internal sealed class OnnxPredictorTests
{
    private string folder = null!;
    private string path = null!;
    private Sequential model = null!;

    [SetUp]
    public void MakeModel()
    {
        folder = Directory.CreateTempSubdirectory().FullName;
        path = Path.Combine(folder, "m.onnx");
        model = Sequential.Create([6]).Dense(8, "relu").Dense(3, "softmax");
        model.Export(path, ExportFormat.Onnx);
    }

    [TearDown]
    public void Remove()
    {
        model.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void It_predicts_what_the_model_predicts()
    {
        using var predictor = new OnnxPredictor(path);
        float[,] rows = Rows(5, 1);
        float[] expected = model.Predict(rows).ToFloats();
        Assert.That(predictor.Predict(rows).Cast<float>(), Is.EqualTo(expected).Within(1e-5f));
        Assert.That(predictor.Predict((DataArray)rows).ToFloats(), Is.EqualTo(expected).Within(1e-5f));
    }

    [Test]
    public void Parallel_callers_with_batches_of_their_own_get_their_own_answers()
    {
        using var predictor = new OnnxPredictor(path, new OnnxPredictorOptions { KeptBuffers = 2 });
        float[][] expected = [.. Enumerable.Range(0, 16).Select(i => model.Predict(Rows((i % 4) + 1, i)).ToFloats())];
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, call =>
        {
            int i = call % 16;
            float[] got = [.. predictor.Predict(Rows((i % 4) + 1, i)).Cast<float>()];
            Assert.That(got, Is.EqualTo(expected[i]).Within(1e-5f));
        });
    }

    [Test]
    public void A_call_on_spans_allocates_next_to_nothing()
    {
        using var predictor = new OnnxPredictor(path);
        float[] input = new float[6], output = new float[3];
        for (int i = 0; i < 100; i++)
        {
            predictor.Predict(input, 1, output);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            predictor.Predict(input, 1, output);
        }

        Assert.That((GC.GetAllocatedBytesForCurrentThread() - before) / 100, Is.LessThan(1024));
    }

    [Test]
    public void Inputs_and_outputs_go_by_name()
    {
        Tensor a = Keras.Input([2], name: "a");
        Tensor b = Keras.Input([2], name: "b");
        using var two = new Model([a, b], new Dictionary<string, Tensor> { ["sum"] = new Add().Apply([a, b]), ["product"] = new Multiply().Apply([a, b]) });
        two.Export(path, ExportFormat.Onnx);
        using var predictor = new OnnxPredictor(path);
        IReadOnlyDictionary<string, DataArray> results = predictor.Predict(new Dictionary<string, DataArray> { ["a"] = new float[,] { { 2, 3 } }, ["b"] = new float[,] { { 5, 7 } } });
        Assert.That(results["sum"].ToFloats(), Is.EqualTo(new float[] { 7, 10 }));
        Assert.That(results["product"].ToFloats(), Is.EqualTo(new float[] { 10, 21 }));
        Assert.That(() => predictor.Predict(new Dictionary<string, DataArray> { ["a"] = new float[,] { { 2, 3 } } }), Throws.ArgumentException.With.Message.Contains("\"b\" is missing"));
    }

    [Test]
    public void A_wrong_number_of_features_is_refused()
    {
        using var predictor = new OnnxPredictor(path);
        Assert.That(() => predictor.Predict(new float[1, 5]), Throws.TypeOf<ShapeException>().With.Message.Contains("expected 6 elements"));
    }

    [Test]
    public void A_container_gives_one_predictor_and_named_ones()
    {
        var services = new ServiceCollection();
        services.AddOnnxPredictor(path).AddOnnxPredictor("other", path, null);
        using ServiceProvider provider = services.BuildServiceProvider();
        OnnxPredictor one = provider.GetRequiredService<OnnxPredictor>();
        Assert.That(provider.GetRequiredService<OnnxPredictor>(), Is.SameAs(one));
        Assert.That(provider.GetRequiredKeyedService<OnnxPredictor>("other"), Is.Not.SameAs(one));
    }

    private static float[,] Rows(int count, int seed)
    {
        float[,] rows = new float[count, 6];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i / 6, i % 6] = MathF.Sin((seed * 31) + i);
        }

        return rows;
    }
}
