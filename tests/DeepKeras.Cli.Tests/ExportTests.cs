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
}
