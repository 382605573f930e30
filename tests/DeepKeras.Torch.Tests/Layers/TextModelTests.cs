using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Losses;
using DeepKeras.Optimizers;
using DeepKeras.Training;

namespace DeepKeras.Tests.Layers;

/// <summary>Models that take text, or give it: trained, saved, read again.</summary>
internal sealed class TextModelTests
{
    private static readonly string[] Texts = ["good film", "bad film", "a good one", "a bad one", "good, very good!", "Bad. Bad?"];
    private static readonly float[] Labels = [1, 0, 1, 0, 1, 0];

    [Test]
    public void A_model_learns_from_texts_and_comes_back_from_its_file_with_its_vocabulary()
    {
        using Sequential model = Learned(out TextVectorization words);
        float[] predicted = model.Predict((DataArray)Texts).ToFloats();
        Assert.That(predicted.Select(p => p > 0.5f ? 1f : 0f), Is.EqualTo(Labels));

        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.keras");
        try
        {
            model.Save(path);
            using Model again = Model.Load(path);
            Assert.That(again.Predict((DataArray)Texts).ToFloats(), Is.EqualTo(predicted));
            Assert.That(((TextVectorization)again.Layers[0]).GetVocabulary(), Is.EqualTo(words.GetVocabulary()));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Texts_are_shuffled_with_their_labels()
    {
        // With batches of two, labels that went with other texts would leave nothing to learn.
        using Sequential model = Learned(out _);
        model.Fit(((DataArray)Texts, (DataArray)Labels), new FitOptions { Epochs = 5, BatchSize = 2 });
        Assert.That(model.Predict((DataArray)Texts).ToFloats().Select(p => p > 0.5f ? 1f : 0f), Is.EqualTo(Labels));
    }

    [Test]
    public void A_model_gives_texts_back()
    {
        Tensor places = Keras.Input([2], DType.Int64, "places");
        var names = new StringLookup(vocabulary: ["red", "blue"], invert: true);
        using var model = new Model(places, names.Apply(places));
        DataArray given = model.Predict(new DataArray([0, 1, 2, 5], [2, 2]));
        Assert.That(given.ToTexts(), Is.EqualTo(new[] { "[UNK]", "red", "blue", "[UNK]" }));
    }

    [Test]
    public void A_lookup_in_the_middle_is_computed_between_two_parts_of_the_engine()
    {
        Tensor x = Keras.Input([1]);
        Tensor bins = new Discretization([0.0, 10.0]).Apply(new Rescaling(10.0).Apply(x));
        Tensor places = new IntegerLookup(vocabulary: [2, 0]).Apply(bins);
        Tensor one = new Flatten().Apply(new Embedding(3, 2).Apply(places));
        using var model = new Model(x, new Dense(1, useBias: false).Apply(one));
        IReadOnlyList<NumSharp.NDArray> weights = [new NumSharp.NDArray(new float[] { 1, 0, 2, 0, 3, 0 }, new NumSharp.Shape(3, 2)), new NumSharp.NDArray(new float[] { 1, 0 }, new NumSharp.Shape(2, 1))];
        model.SetWeights(weights);

        // Times 10: −5 is in bin 0, the second of the vocabulary; 5 in bin 1, which is not in it; 20 in bin 2, the first.
        Assert.That(model.Predict(new DataArray([-0.5f, 0.5f, 2f], [3, 1])).ToFloats(), Is.EqualTo(new float[] { 3, 1, 2 }));
        model.Compile(new SGD(0.5f), "mse");
        model.Fit((new DataArray([-0.5f], [1, 1]), (DataArray)new float[] { 0 }), new FitOptions { Epochs = 1 });

        // d/de (3 − 0)² at the first feature is 2 · 3 · 1; half of it is taken off.
        Assert.That(model.GetWeights()[0].ToArray<float>(), Is.EqualTo(new float[] { 1, 0, 2, 0, 0, 0 }).Within(1e-6));
    }

    [Test]
    public void Text_and_numbers_do_not_add_up()
    {
        Tensor text = Keras.Input([1], DType.String);
        Assert.That(() => text + 1f, Throws.InstanceOf<ShapeException>());
        Assert.That(() => new Dense(1).Apply(text), Throws.InstanceOf<ShapeException>());
    }

    [Test]
    public void Numbers_for_a_text_input_are_refused_with_what_was_expected()
    {
        using Sequential model = Learned(out _);
        Assert.That(() => model.Predict(new DataArray([1f, 2f], [2])), Throws.InstanceOf<ShapeException>().With.Message.Contains("string"));
    }

    [Test]
    public void A_word_out_of_a_vocabulary_without_a_place_for_it_is_named()
    {
        using Sequential model = Sequential.Create([1], DType.String).StringLookup(numOovIndices: 0, vocabulary: ["red"]);
        Assert.That(() => model.Predict((DataArray)new[] { "green" }), Throws.ArgumentException.With.Message.Contains("\"green\""));
    }

    [Test]
    public void A_vocabulary_with_a_term_twice_is_refused() =>
        Assert.That(() => new StringLookup(vocabulary: ["a", "b", "a"]), Throws.ArgumentException.With.Message.Contains("\"a\" is there twice"));

    [Test]
    public void The_fingerprint_of_nothing_is_farmhashs()
    {
        // k₂ of the published source.
        Assert.That(Operations.FarmHash.Fingerprint([]), Is.EqualTo(0x9ae16a3b2f90404f));
    }

    [Test]
    public void SipHash_gives_the_vector_of_its_paper()
    {
        // Appendix A: key 00 01 … 0f, message 00 01 … 0e.
        byte[] message = [.. Enumerable.Range(0, 15).Select(i => (byte)i)];
        Assert.That(Operations.SipHash.Of(message, (0x0706050403020100, 0x0f0e0d0c0b0a0908)), Is.EqualTo(0xa129ca6149be45e5));
    }

    private static Sequential Learned(out TextVectorization words)
    {
        Keras.SetRandomSeed(1);
        words = new TextVectorization(outputMode: CategoryOutput.MultiHot);
        words.Adapt(Texts);
        Sequential model = Sequential.Create([1], DType.String);
        model.Add(words);
        model.Add(new Dense(1, "sigmoid"));
        model.Compile(new Adam(0.1f), new BinaryCrossentropy());
        model.Fit(((DataArray)Texts, (DataArray)Labels), new FitOptions { Epochs = 30, BatchSize = 6 });
        return model;
    }
}
