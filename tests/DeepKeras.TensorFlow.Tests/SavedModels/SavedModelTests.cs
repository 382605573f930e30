using System.Text.Json;
using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Saving;

namespace DeepKeras.Tests.SavedModels;

/// <summary>SavedModels of Keras and of ours, run on the engine in use.</summary>
public sealed class SavedModelTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("savedmodel").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCaseSource(typeof(OracleNames))]
    public void What_Keras_exported_gives_what_Keras_gave(string name)
    {
        using JsonDocument about = JsonDocument.Parse(File.ReadAllText(Path.Combine(Oracles.Folder, name, "about.json")));
        using SavedModel model = SavedModel.Load(Path.Combine(Oracles.Folder, name));
        SavedModelSignature signature = model.Signatures[about.RootElement.GetProperty("signature").GetString()!];
        IReadOnlyDictionary<string, DataArray> outputs = model.Run(signature.Name, signature.Inputs.Select((input, i) => (input, i)).ToDictionary(pair => pair.input.Name, pair => Oracles.Read(name, $"in{pair.i}")));
        for (int i = 0; i < signature.Outputs.Count; i++)
        {
            Oracles.AssertClose(Oracles.Read(name, $"out{i}"), outputs[signature.Outputs[i].Name]);
        }
    }

    [Test]
    public void A_perceptron_comes_back_from_its_export()
    {
        using Model model = Sequential.Create([4]).Dense(8, "relu").BatchNormalization().Dense(3, "softmax");
        model.Export(Path.Combine(folder, "m"), ExportFormat.SavedModel);
        using SavedModel saved = SavedModel.Load(Path.Combine(folder, "m"));
        var x = new DataArray([1f, 2, 3, 4, -1, -2, -3, -4], [2, 4]);
        Oracles.AssertClose(model.Predict(x), saved.Predict(x));
    }

    [Test]
    public void A_convolution_comes_back_from_its_export_with_its_training_endpoint()
    {
        using Model model = Sequential.Create([6, 6, 2]).Conv2D(3, 3, activation: "elu").BatchNormalization().MaxPooling2D().Flatten().Dropout(0.5f).Dense(2);
        string target = Path.Combine(folder, "m");
        model.Export(target, ExportFormat.SavedModel, new ExportOptions { TrainEndpoint = true });
        using SavedModel saved = SavedModel.Load(target);
        float[] values = [.. Enumerable.Range(0, 3 * 72).Select(i => MathF.Sin(i))];
        var x = new DataArray(values, [3, 6, 6, 2]);
        Oracles.AssertClose(model.Predict(x), saved.Predict(x));
    }

    [Test]
    public void An_operation_that_is_not_known_is_named_with_its_node()
    {
        string copy = Path.Combine(folder, "m");
        using Model model = Sequential.Create([4]).Dense(3, "softmax");
        model.Export(copy, ExportFormat.SavedModel);
        string file = Path.Combine(copy, "saved_model.pb");
        byte[] bytes = File.ReadAllBytes(file);
        ReadOnlySpan<byte> op = "\u0012\u0007Softmax"u8;
        for (int at = bytes.AsSpan().IndexOf(op); at >= 0; at = bytes.AsSpan().IndexOf(op))
        {
            bytes[at + 2] = (byte)'X';
        }

        File.WriteAllBytes(file, bytes);
        using SavedModel saved = SavedModel.Load(copy);
        Assert.That(() => saved.Predict(new DataArray([1f, 2, 3, 4], [1, 4])), Throws.TypeOf<ModelFileException>().With.Message.Contains("node Softmax (Xoftmax)"));
    }

    private sealed class OracleNames : System.Collections.IEnumerable
    {
        public System.Collections.IEnumerator GetEnumerator() => Oracles.Names.GetEnumerator();
    }
}
