namespace DeepKeras.Cli;

internal sealed class ExportTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        folder = new TemporaryFolder();
        CliRun.Of("train", "iris", "--model", "mlp:4", "--epochs", "1", "--out", folder["m.keras"], "--quiet");
    }

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void A_trained_model_is_exported_to_ONNX_and_shown()
    {
        CliRun export = CliRun.Of("export", folder["m.keras"], "--format", "onnx", "--out", folder["m.onnx"]);
        CliRun inspect = CliRun.Of("inspect", folder["m.onnx"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(export.Code, Is.Zero, export.ToString());
            Assert.That(inspect.Code, Is.Zero, inspect.ToString());
            Assert.That(inspect.Output, Does.Contain("opset 18").And.Contain("float32 (batch, 4)").And.Contain("MatMul × 2"));
        }
    }

    [TestCase("saved-model")]
    [TestCase("tflite-ready")]
    public void A_trained_model_is_exported_to_a_SavedModel_and_shown(string format)
    {
        CliRun export = CliRun.Of("export", folder["m.keras"], "--format", format, "--out", folder["m"]);
        CliRun inspect = CliRun.Of("inspect", folder["m"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(export.Code, Is.Zero, export.ToString());
            Assert.That(inspect.Code, Is.Zero, inspect.ToString());
            Assert.That(inspect.Output, Does.Contain("signature serving_default:").And.Contain("float32 (None, 4)").And.Contain("MatMul × 4"));
            Assert.That(inspect.Output, Does.Contain("variables/0/.ATTRIBUTES/VARIABLE_VALUE float32 (4, 4)").And.Not.Contain("does not run"));
        }
    }

    [Test]
    public void A_model_of_texts_is_exported_with_its_vocabulary_and_shown()
    {
        Tensor input = Keras.Input([1], DType.String, name: "text");
        using (var model = new Model(input, new Layers.Embedding(5, 2).Apply(new Layers.TextVectorization(vocabulary: ["yes", "no"]).Apply(input))))
        {
            model.Save(folder["text.keras"]);
        }

        CliRun export = CliRun.Of("export", folder["text.keras"], "--format", "saved-model", "--out", folder["text"]);
        CliRun inspect = CliRun.Of("inspect", folder["text"]);
        CliRun onnx = CliRun.Of("export", folder["text.keras"], "--format", "onnx", "--out", folder["text.onnx"]);
        CliRun shown = CliRun.Of("inspect", folder["text.onnx"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(export.Code, Is.Zero, export.ToString());
            Assert.That(inspect.Code, Is.Zero, inspect.ToString());
            Assert.That(inspect.Output, Does.Contain("assets").And.Contain("vocabulary.txt, 7 ").And.Contain("string (None, 1)").And.Contain("LookupTableFindV2").And.Not.Contain("does not run"));
            Assert.That(onnx.Code, Is.Zero, onnx.ToString());
            Assert.That(shown.Output, Does.Contain("opset 20").And.Contain("LabelEncoder"));
        }
    }

    [Test]
    public void A_damaged_SavedModel_is_said_to_be_one()
    {
        Directory.CreateDirectory(folder["m"]);
        folder.Write(Path.Combine("m", "saved_model.pb"), "not a model");
        CliRun run = CliRun.Of("inspect", folder["m"]);
        Assert.That((run.Code, run.Error.Contains("saved_model.pb", StringComparison.Ordinal)), Is.EqualTo((1, true)), run.ToString());
    }

    [Test]
    public void A_keras_file_is_shown_with_its_layers_and_weights()
    {
        CliRun inspect = CliRun.Of("inspect", folder["m.keras"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inspect.Code, Is.Zero, inspect.ToString());
            Assert.That(inspect.Output, Does.Contain("Dense × 2").And.Contain("float32 (None, 4)").And.Contain("kernel float32 (4, 4), 64 B"));
        }
    }

    [Test]
    public void A_keras_file_is_drawn_into_a_picture_on_demand()
    {
        CliRun inspect = CliRun.Of("inspect", folder["m.keras"], "--svg", folder["m.svg"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inspect.Code, Is.Zero, inspect.ToString());
            Assert.That(File.ReadAllText(folder["m.svg"]), Does.StartWith("<svg").And.Contain("(None, 4) → (None, 4)"));
        }
    }

    [Test]
    public void A_picture_of_what_is_no_Keras_file_is_a_wrong_call()
    {
        CliRun run = CliRun.Of("inspect", folder["m.onnx"], "--svg", folder["m.svg"]);
        Assert.That((run.Code, File.Exists(folder["m.svg"])), Is.EqualTo((2, false)), run.ToString());
    }

    [Test]
    public void An_unknown_format_is_a_wrong_call_that_names_the_nearest()
    {
        CliRun run = CliRun.Of("export", folder["m.keras"], "--format", "onix", "--out", folder["m.onnx"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(2), run.ToString());
            Assert.That(run.Error, Does.Contain("onnx"));
        }
    }

    [Test]
    public void A_file_that_is_no_ONNX_is_said_to_be_none()
    {
        CliRun run = CliRun.Of("inspect", folder.Write("x.onnx", "not a model"));
        Assert.That((run.Code, run.Error.Contains("is no ONNX file", StringComparison.Ordinal)), Is.EqualTo((1, true)), run.ToString());
    }

    [Test]
    public void An_export_says_what_the_model_takes_and_gives()
    {
        CliRun run = CliRun.Of("export", folder["m.keras"], "--format", "onnx", "--out", folder["m.onnx"]);
        Assert.That(run.Output, Does.Contain("takes input_layer float32 (None, 4)").And.Contain("gives dense_1 float32 (None, 3)"));
    }

    [Test]
    public void An_export_of_a_trained_model_says_that_its_preprocessing_stays_behind()
    {
        CliRun run = CliRun.Of("export", folder["m.keras"], "--format", "onnx", "--out", folder["m.onnx"]);
        Assert.That(run.Error, Does.Contain("preprocessing stays there"), run.ToString());
    }

    [Test]
    public void A_folder_with_other_files_is_not_replaced()
    {
        Directory.CreateDirectory(folder["mine"]);
        string precious = folder.Write(Path.Combine("mine", "thesis.txt"), "precious");
        CliRun run = CliRun.Of("export", folder["m.keras"], "--format", "saved-model", "--out", folder["mine"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.Code, run.Error.Contains("thesis.txt", StringComparison.Ordinal)), Is.EqualTo((1, true)), run.ToString());
            Assert.That(File.ReadAllText(precious), Is.EqualTo("precious"));
            Assert.That(Directory.EnumerateFileSystemEntries(folder["mine"]).Count(), Is.EqualTo(1));
        }
    }

    [Test]
    public void A_SavedModel_is_replaced_by_another_one()
    {
        CliRun.Of("export", folder["m.keras"], "--format", "saved-model", "--out", folder["m"]);
        CliRun run = CliRun.Of("export", folder["m.keras"], "--format", "tflite-ready", "--out", folder["m"]);
        Assert.That(run.Code, Is.Zero, run.ToString());
    }

    [Test]
    public void What_TensorFlow_Lite_has_no_operation_for_is_refused_by_name_and_nothing_is_written()
    {
        using var model = Sequential.Create([4]).Add(new Layers.ActivationLayer("gelu")).Add(new Layers.Dense(2));
        model.Save(folder["gelu.keras"]);
        Tensor x = Keras.Input([4]);
        using var arcsine = new Model(x, Ops.Arcsin(x));
        arcsine.Save(folder["odd.keras"]);
        CliRun gelu = CliRun.Of("export", folder["gelu.keras"], "--format", "tflite-ready", "--out", folder["gelu"]);
        CliRun odd = CliRun.Of("export", folder["odd.keras"], "--format", "tflite-ready", "--out", folder["odd"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(gelu.Code, Is.Zero, gelu.ToString());
            Assert.That((odd.Code, odd.Error.Contains("Asin", StringComparison.Ordinal)), Is.EqualTo((1, true)), odd.ToString());
            Assert.That(Directory.Exists(folder["odd"]), Is.False);
        }
    }

    [Test]
    public void An_exported_model_is_no_source_of_another_export()
    {
        CliRun.Of("export", folder["m.keras"], "--format", "onnx", "--out", folder["m.onnx"]);
        CliRun run = CliRun.Of("export", folder["m.onnx"], "--format", "keras", "--out", folder["n.keras"]);
        Assert.That((run.Code, run.Error.Contains("is an ONNX file", StringComparison.Ordinal)), Is.EqualTo((2, true)), run.ToString());
    }

    [Test]
    public void The_kind_of_a_file_is_known_by_what_stands_in_it()
    {
        File.Copy(folder["m.keras"], folder["m.onnx"]);
        CliRun run = CliRun.Of("inspect", folder["m.onnx"]);
        Assert.That(run.Output, Does.Contain("Keras Sequential"), run.ToString());
    }

    [Test]
    public void A_folder_of_versions_is_no_model_and_the_version_in_it_is_named()
    {
        Directory.CreateDirectory(folder["served"]);
        CliRun.Of("export", folder["m.keras"], "--format", "saved-model", "--out", Path.Combine(folder["served"], "1"));
        CliRun run = CliRun.Of("inspect", folder["served"]);
        Assert.That((run.Code, run.Error.Contains($"Did you mean {Path.Combine(folder["served"], "1")}?", StringComparison.Ordinal)), Is.EqualTo((2, true)), run.ToString());
    }

    [TestCase("variables/variables.index", "no such file")]
    [TestCase("variables/variables.data-00000-of-00001", "none")]
    public void A_SavedModel_without_its_variables_is_said_to_lack_them(string file, string message)
    {
        CliRun.Of("export", folder["m.keras"], "--format", "saved-model", "--out", folder["m"]);
        File.Delete(Path.Combine(folder["m"], file));
        CliRun run = CliRun.Of("inspect", folder["m"]);
        Assert.That((run.Code, run.Error.Contains(message, StringComparison.Ordinal)), Is.EqualTo((1, true)), run.ToString());
    }

    [Test]
    public void A_SavedModel_whose_data_are_cut_off_is_said_to_be_damaged()
    {
        CliRun.Of("export", folder["m.keras"], "--format", "saved-model", "--out", folder["m"]);
        using (FileStream data = File.OpenWrite(Path.Combine(folder["m"], "variables", "variables.data-00000-of-00001")))
        {
            data.SetLength(data.Length / 2);
        }

        CliRun run = CliRun.Of("inspect", folder["m"]);
        Assert.That((run.Code, run.Error.Contains("a place within", StringComparison.Ordinal)), Is.EqualTo((1, true)), run.ToString());
    }

    [Test]
    public void A_text_is_no_model()
    {
        CliRun run = CliRun.Of("inspect", folder.Write("x.txt", "hello"));
        Assert.That((run.Code, run.Error.Contains("is no model", StringComparison.Ordinal)), Is.EqualTo((2, true)), run.ToString());
    }

    [Test]
    public void A_folder_that_takes_no_files_is_named_and_not_the_file_beside()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("/proc is Linux's.");
        }

        CliRun run = CliRun.Of("export", folder["m.keras"], "--format", "onnx", "--out", "/proc/x.onnx");
        Assert.That((run.Code, run.Error.Contains("/proc/x.onnx cannot be written", StringComparison.Ordinal)), Is.EqualTo((1, true)), run.ToString());
    }

    [Test]
    public void A_file_of_weights_alone_is_shown_with_its_arrays()
    {
        using Model model = Model.Load(folder["m.keras"]);
        model.SaveWeights(folder["m.weights.h5"]);
        CliRun run = CliRun.Of("inspect", folder["m.weights.h5"]);
        Assert.That(run.Output, Does.Contain("layers/dense/vars/0 float32 (4, 4), 64 B").And.Contain("layers/dense/vars/1 float32 (4,), 16 B"), run.ToString());
    }
}
