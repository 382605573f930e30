using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Messages;
using DeepKeras.TensorFlow.SavedModels;
using Google.Protobuf;

namespace DeepKeras.Tests.SavedModels;

/// <summary>Whole models that take texts, or give them: exported with their vocabularies, run by TensorFlow and by the reader here.</summary>
internal sealed class TextModelTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Path.Combine(Directory.CreateTempSubdirectory("texts").FullName, "m");

    [TearDown]
    public void DeleteFolder() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [TestCase(null, TextSplit.Whitespace)]
    [TestCase(5, TextSplit.Whitespace)]
    [TestCase(null, TextSplit.Character)]
    public void Words_become_places_and_a_prediction(int? length, TextSplit split)
    {
        Tensor input = Keras.Input([1], DType.String, name: "review");
        Tensor places = new TextVectorization(vocabulary: ["good", "bad", "film", "ÉtÉ", "o", "é"], split: split, outputSequenceLength: length).Apply(input);
        using var model = new Model(input, new Dense(2).Apply(new GlobalAveragePooling1D().Apply(new Embedding(9, 4).Apply(places))));
        model.Export(folder, ExportFormat.SavedModel);
        AssertRuns(model, new DataArray(["A good, good film!", "bad\tfilm", "ÉTÉ é; 😀 the end...", ""], [4, 1]));
        AssertRuns(model, new DataArray(["o"], [1, 1]));
    }

    [Test]
    public void The_vocabulary_is_a_file_of_its_own()
    {
        using Model model = Lookup(["b", "a"]);
        model.Export(folder, ExportFormat.SavedModel);
        SavedModelDescription description = SavedModel.Describe(folder);
        (string name, long? bytes) = description.Assets.Single();
        Assert.That(File.ReadAllText(Path.Combine(folder, "assets", name)), Is.EqualTo("b\na\n"));
        Assert.That((bytes, description.Unknown.Count), Is.EqualTo((4L, 0)));
    }

    [Test]
    public void Two_signatures_with_one_vocabulary_have_one_file_and_one_table()
    {
        Tensor input = Keras.Input([1], DType.String, name: "word");
        var lookup = new StringLookup(vocabulary: ["x", "y"]);
        using var places = new Model(input, lookup.Apply(input));
        using var vectors = new Model(input, new CategoryEncoding(4, CategoryOutput.OneHot).Apply(lookup.Apply(input)));
        places.Export(folder, ExportFormat.SavedModel, new ExportOptions { Signatures = new Dictionary<string, Model> { ["vector"] = vectors } });
        Assert.That(Directory.GetFiles(Path.Combine(folder, "assets")), Has.Length.EqualTo(1));
        AssertRuns(places, new DataArray(["y", "z"], [2, 1]));
        AssertRuns("vector", vectors, new DataArray(["x", "y"], [2, 1]));
    }

    [Test]
    public void Terms_that_no_line_can_hold_are_looked_up_too()
    {
        using Model model = Lookup(["a\nb", "", "c\rd", "é"]);
        model.Export(folder, ExportFormat.SavedModel);
        AssertRuns(model, new DataArray(["", "a\nb", "cd", "c\rd", "é", "e"], [6, 1]));
    }

    [Test]
    public void Places_become_texts_and_the_mask_is_its_own()
    {
        Tensor input = Keras.Input([2], DType.Int64, name: "place");
        using var model = new Model(input, new StringLookup(vocabulary: ["a", "ß"], maskToken: "", invert: true).Apply(input));
        model.Export(folder, ExportFormat.SavedModel);
        HostArray x = HostArray.Of([0L, 1, 2, 3, 4, -1], [3, 2]);
        string[] expected = ["", "[UNK]", "a", "ß", "[UNK]", "[UNK]"];
        using SavedModel here = SavedModel.Load(folder);
        Assert.That(here.Predict(new DataArray(x)).ToTexts(), Is.EqualTo(expected));
        LibtensorflowModel.Require();
        using var there = new LibtensorflowModel(folder);
        Assert.That(there.Run("serving_default", new Dictionary<string, HostArray> { ["place"] = x }).Values.Single().Texts.ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void A_word_without_a_place_is_an_error_where_unknown_words_have_none()
    {
        Tensor input = Keras.Input([1], DType.String, name: "word");
        using var model = new Model(input, new StringLookup(vocabulary: ["a", "b"], numOovIndices: 0).Apply(input));
        model.Export(folder, ExportFormat.SavedModel);
        AssertRuns(model, new DataArray(["b", "a"], [2, 1]));
        var unknown = new DataArray(["b", "c"], [2, 1]);
        using SavedModel here = SavedModel.Load(folder);
        Assert.That(() => here.Predict(unknown), Throws.InstanceOf<ArgumentException>().With.Message.Contains("num_oov_indices is 0"));
        LibtensorflowModel.Require();
        using var there = new LibtensorflowModel(folder);
        Assert.That(() => there.Run("serving_default", new Dictionary<string, HostArray> { ["word"] = unknown.Array }), Throws.TypeOf<EngineException>().With.Message.Contains("num_oov_indices is 0"));
    }

    [TestCase("../outside.txt")]
    [TestCase("/etc/hostname")]
    [TestCase("a/../../outside.txt")]
    [TestCase("C:\\outside.txt")]
    [TestCase("")]
    public void An_asset_that_leads_out_of_the_model_is_refused(string name)
    {
        Export(name);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(folder)!, "outside.txt"), "a\nb\n");
        Assert.That(() => SavedModel.Load(folder), Throws.TypeOf<ModelFileException>().With.Message.Contains("leads elsewhere"));
    }

    [Test]
    public void An_asset_that_is_a_link_is_refused()
    {
        string asset = Export(null);
        string outside = Path.Combine(Path.GetDirectoryName(folder)!, "outside.txt");
        File.Move(asset, outside);
        File.CreateSymbolicLink(asset, outside);
        Assert.That(() => SavedModel.Load(folder), Throws.TypeOf<ModelFileException>().With.Message.Contains("a link"));
    }

    [TestCase(null, "none")]
    [TestCase("a\n", "1")]
    [TestCase("a\n\nb\n", "an empty one, line 2")]
    [TestCase("a\na\n", "twice")]
    public void A_vocabulary_that_is_not_what_was_exported_is_refused(string? text, string why)
    {
        string asset = Export(null);
        File.Delete(asset);
        if (text is not null)
        {
            File.WriteAllText(asset, text);
        }

        Assert.That(() => SavedModel.Load(folder), Throws.TypeOf<ModelFileException>().With.Message.Contains(why));
    }

    [Test]
    public void A_vocabulary_that_is_no_text_is_refused()
    {
        File.WriteAllBytes(Export(null), [0x61, 0xFF, 0x0A, 0x62, 0x0A]);
        Assert.That(() => SavedModel.Load(folder), Throws.TypeOf<ModelFileException>().With.Message.Contains("UTF-8"));
    }

    [TestCase("[!\"#$%&()\\*\\+,-\\./:;<=>?@\\[\\\\\\]^_`{|}~\\']", "", "a!b[c]d\\e-f'😀", "abcdef😀")]
    [TestCase("[^a-z]", "_", "aé😀b", "a__b")]
    [TestCase("(\\w+)@(\\w+)", "\\2 at \\1$", "me@home", "home at me$")]
    [TestCase("^a|b$", "x", "ab", "xx")]
    [TestCase("b$", "x", "b\n", "b\n")]
    [TestCase(".", "x", "é😀\n", "xx\n")]
    [TestCase("[[:punct:]\\d]+", "", "a1.2,b", "ab")]
    [TestCase("(?P<first>a)(?:b)", "\\1", "abab", "aa")]
    public void Patterns_of_RE2_replace_what_they_replace_there(string pattern, string rewrite, string text, string expected) =>
        Assert.That(Re2Pattern.Compile(pattern).Replace(text, Re2Pattern.Replacement(rewrite)), Is.EqualTo(expected));

    [TestCase("\\bword\\b")]
    [TestCase("(?i)a")]
    [TestCase("\\p{L}")]
    public void Patterns_that_mean_something_else_in_Net_are_refused(string pattern) =>
        Assert.That(() => Re2Pattern.Compile(pattern), Throws.TypeOf<NotSupportedException>().With.Message.Contains(pattern));

    private static Model Lookup(string[] vocabulary)
    {
        Tensor input = Keras.Input([1], DType.String, name: "word");
        return new Model(input, new StringLookup(vocabulary: vocabulary).Apply(input));
    }

    /// <summary>A model whose asset has another name in its file; the path of the asset.</summary>
    private string Export(string? name)
    {
        using Model model = Lookup(["a", "b"]);
        model.Export(folder, ExportFormat.SavedModel);
        string path = Path.Combine(folder, "saved_model.pb");
        var saved = DeepKeras.TensorFlow.Messages.SavedModel.Parser.ParseFrom(File.ReadAllBytes(path));
        AssetFileDef asset = saved.MetaGraphs[0].AssetFileDef.Single();
        string written = Path.Combine(folder, "assets", asset.Filename);
        asset.Filename = name ?? asset.Filename;
        File.WriteAllBytes(path, saved.ToByteArray());
        return written;
    }

    private void AssertRuns(Model model, DataArray x) => AssertRuns("serving_default", model, x);

    private void AssertRuns(string signature, Model model, DataArray x)
    {
        var endpoint = Endpoint.Of(signature, model, training: false);
        DataArray expected = model.Predict(x);
        using SavedModel here = SavedModel.Load(folder);
        Oracles.AssertClose(expected, here.Run(signature, new Dictionary<string, DataArray> { [endpoint.Inputs[0]] = x })[endpoint.Outputs[0]]);
        LibtensorflowModel.Require();
        using var there = new LibtensorflowModel(folder);
        Oracles.AssertClose(expected, new DataArray(there.Run(signature, new Dictionary<string, HostArray> { [endpoint.Inputs[0]] = x.Array })[endpoint.Outputs[0]]));
    }
}
