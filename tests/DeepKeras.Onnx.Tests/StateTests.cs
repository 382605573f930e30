using DeepKeras.Data;
using DeepKeras.Layers;
using DeepKeras.Onnx;

namespace DeepKeras.Tests;

/// <summary>Models that keep states from one batch to the next: in an ONNX file they come in and go out.</summary>
internal sealed class StateTests
{
    private string path = null!;

    [SetUp]
    public void MakeFolder() => path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "m.onnx");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Test]
    public void States_that_are_handed_on_give_what_the_stateful_model_gives_batch_by_batch()
    {
        Tensor input = Keras.Input([3, 4], name: "x", batchSize: 2);
        using var model = new Model(input, new GRU(3, stateful: true).Apply(new LSTM(5, returnSequences: true, stateful: true).Apply(input)));
        model.Export(path, ExportFormat.Onnx);
        using var predictor = new OnnxPredictor(path);
        Assert.That(predictor.OptionalInputs, Has.Count.EqualTo(3));

        var states = new Dictionary<string, DataArray>();
        for (int batch = 0; batch < 3; batch++)
        {
            float[] values = [.. Enumerable.Range(0, 24).Select(i => MathF.Sin((batch * 24) + i))];
            var x = new DataArray(values, [2, 3, 4]);
            IReadOnlyDictionary<string, DataArray> results = predictor.Predict(new Dictionary<string, DataArray>(states) { ["x"] = x });
            Assert.That(results[predictor.Outputs[0].Name].ToFloats(), Is.EqualTo(model.Predict(x).ToFloats()).Within(1e-5f), $"batch {batch}");
            states = predictor.OptionalInputs.ToDictionary(state => state.Name, state => results[$"{state.Name}/next"]);
        }
    }

    [Test]
    public void States_that_are_left_out_are_those_of_the_export()
    {
        Tensor input = Keras.Input([2, 3], name: "x", batchSize: 1);
        using var model = new Model(input, new SimpleRNN(4, stateful: true).Apply(input));
        var x = new DataArray([1f, -1, 2, 0.5f, 0, 1], [1, 2, 3]);
        model.Export(path, ExportFormat.Onnx);
        using var predictor = new OnnxPredictor(path);
        float[] first = predictor.Predict(new Dictionary<string, DataArray> { ["x"] = x })[predictor.Outputs[0].Name].ToFloats();
        float[] again = predictor.Predict(new Dictionary<string, DataArray> { ["x"] = x })[predictor.Outputs[0].Name].ToFloats();
        Assert.That(first, Is.EqualTo(model.Predict(x).ToFloats()).Within(1e-5f));
        Assert.That(again, Is.EqualTo(first));
    }
}
