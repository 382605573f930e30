using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Onnx;

namespace DeepKeras.Tests;

/// <summary>Whole models that take texts, or give them.</summary>
internal sealed class TextTests
{
    private static readonly string[] Reviews = ["A good, good film!", "bad\tfilm", "ÉTÉ; the GOOD end...", "", "quite unheard-of"];
    private string path = null!;

    [SetUp]
    public void MakeFolder() => path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "m.onnx");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [TestCase(null)]
    [TestCase(3)]
    public void Words_become_places_and_a_prediction(int? length)
    {
        Tensor input = Keras.Input([1], DType.String, name: "review");
        Tensor places = new TextVectorization(vocabulary: ["good", "bad", "film", "ÉtÉ", "the"], outputSequenceLength: length).Apply(input);
        using var model = new Model(input, new Dense(2).Apply(new GlobalAveragePooling1D().Apply(new Embedding(8, 4).Apply(places))));
        AssertSame(model, new DataArray(Reviews, [5, 1]));
    }

    [Test]
    public void Runs_of_words_of_several_lengths_stand_one_after_the_other()
    {
        Tensor input = Keras.Input([1], DType.String, name: "review");
        using var model = new Model(input, new TextVectorization(vocabulary: ["good", "good film", "the", "a good"], ngrams: 2).Apply(input));
        AssertSame(model, new DataArray(Reviews, [5, 1]));
    }

    [Test]
    public void Places_become_texts()
    {
        Tensor input = Keras.Input([2], DType.Int64, name: "place");
        using var model = new Model(input, new StringLookup(vocabulary: ["a", "b\n", "ß"], invert: true).Apply(input));
        model.Export(path, ExportFormat.Onnx);
        using var predictor = new OnnxPredictor(path);
        Assert.That(predictor.Predict(new DataArray(HostArray.Of([1L, 3, 0, 2], [2, 2]))).Array.Texts.ToArray(), Is.EqualTo(new[] { "a", "ß", "[UNK]", "b\n" }));
    }

    [Test]
    public void A_word_that_has_no_place_is_an_error_where_there_is_none_for_unknown_words()
    {
        Tensor input = Keras.Input([1], DType.String, name: "word");
        using var model = new Model(input, new StringLookup(vocabulary: ["a", "b"], numOovIndices: 0).Apply(input));
        model.Export(path, ExportFormat.Onnx);
        using var predictor = new OnnxPredictor(path);
        Assert.That(predictor.Predict(new DataArray(["b", "a"], [2, 1])).Array.As<long>().ToArray(), Is.EqualTo(new long[] { 1, 0 }));
        Assert.That(() => predictor.Predict(new DataArray(["b", "c"], [2, 1])), Throws.TypeOf<Microsoft.ML.OnnxRuntime.OnnxRuntimeException>());
    }

    [Test]
    public void What_ONNX_lacks_is_refused_before_a_file_is_written()
    {
        Tensor input = Keras.Input([1], DType.String, name: "word");
        using var model = new Model(input, new Hashing(10).Apply(input));
        Assert.That(() => model.Export(path, ExportFormat.Onnx), Throws.TypeOf<NotSupportedException>().With.Message.Contains("FarmHash").And.Message.Contains("SavedModel"));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!), Is.Empty);
    }

    private void AssertSame(Model model, DataArray x)
    {
        model.Export(path, ExportFormat.Onnx);
        using var predictor = new OnnxPredictor(path);
        DataArray expected = model.Predict(x), first = predictor.Predict(x), got = predictor.Predict(x);
        Assert.That(first.ToFloats(), Is.EqualTo(got.ToFloats()), "the second answer is the first");
        Assert.That(got.Shape, Is.EqualTo(expected.Shape));
        Assert.That(got.ToFloats(), Is.EqualTo(expected.ToFloats()).Within(1e-5f));
    }
}
