using System.Diagnostics;
using DeepKeras.Layers;
using DeepKeras.Onnx;
using DeepKeras.Onnx.Messages;
using DeepKeras.Saving;

namespace DeepKeras.Tests;

internal sealed class ExportTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void A_CNN_has_transposes_only_at_its_ends()
    {
        using Sequential model = Sequential.Create([16, 16, 3])
            .Conv2D(8, 3, activation: "relu").BatchNormalization().MaxPooling2D(2).Conv2D(8, 3, padding: Padding.Same, activation: "relu").AveragePooling2D(2).Flatten().Dense(5);
        string[] nodes = [.. Ort.Export(InferenceGraph.Of(model)).Graph.Node.Select(node => node.OpType)];
        Assert.That(nodes.Count(node => node == "Transpose"), Is.EqualTo(2), string.Join(" ", nodes));
        Assert.That(nodes[0], Is.EqualTo("Transpose"));
    }

    [Test]
    public void Open_sizes_of_inputs_and_outputs_have_names()
    {
        Tensor input = Keras.Input([Shape.Unknown, 4], name: "x");
        using var model = new Model(input, new Dense(2).Apply(input));
        GraphProto graph = Ort.Export(InferenceGraph.Of(model)).Graph;
        Assert.That(graph.Input[0].Type.TensorType.Shape.Dim.Select(size => size.DimParam), Is.EqualTo(new[] { "batch", "x_axis1", "" }));
        Assert.That(graph.Output[0].Type.TensorType.Shape.Dim.Select(size => size.DimParam), Is.EqualTo(new[] { "batch", "x_axis1", "" }));
    }

    [Test]
    public void A_model_whose_output_is_its_input_is_exported()
    {
        Tensor input = Keras.Input([3], name: "x");
        using var model = new Model(input, new Layers.Identity().Apply(input));
        HostArray rows = HostArray.Of<float>([1, 2, 3], [1, 3]);
        Assert.That(Ort.Run(Ort.Export(InferenceGraph.Of(model)), [rows])[0].As<float>().ToArray(), Is.EqualTo(new float[] { 1, 2, 3 }));
    }

    [Test]
    public void A_model_with_a_call_of_its_own_is_exported_with_a_layer_of_its_own()
    {
        using var model = new Gated();
        model.BuildFor([2]);
        HostArray rows = HostArray.Of<float>([1, 2, -3, 4], [2, 2]);
        float[] expected = model.Predict(new Data.DataArray(rows)).ToFloats();
        Assert.That(Ort.Run(Ort.Export(InferenceGraph.Of(model)), [rows])[0].As<float>().ToArray(), Is.EqualTo(expected).Within(1e-6f));
    }

    [Test]
    public void An_export_of_twenty_million_parameters_copies_no_weights()
    {
        using Sequential model = Sequential.Create([2048]).Dense(4096).Dense(2800);
        Assert.That(model.ParameterCount, Is.GreaterThan(19_800_000));
        string path = Path.Combine(folder, "big.onnx");
        model.Export(path, ExportFormat.Onnx);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        model.Export(path, ExportFormat.Onnx);
        TimeSpan taken = Stopwatch.GetElapsedTime(started);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        TestContext.Out.WriteLine($"{taken.TotalMilliseconds:F0} ms, {allocated / 1024} KiB allocated, {new FileInfo(path).Length / 1048576} MiB written");
        Assert.That(new FileInfo(path).Length, Is.GreaterThan(4L * 19_800_000));
        Assert.That(allocated, Is.LessThan(4 << 20), "bytes allocated");
    }

    [Test]
    public void Arrays_too_large_for_one_file_stand_in_a_file_beside()
    {
        using Sequential model = Sequential.Create([64]).Dense(32);
        string path = Path.Combine(folder, "m.onnx");
        model.Export(path, ExportFormat.Onnx);
        using var whole = new OnnxPredictor(path);
        float[,] rows = new float[2, 64];
        rows[0, 3] = 1;
        float[,] expected = whole.Predict(rows);
        (ModelProto message, IReadOnlyList<(string, HostArray)> arrays) = OnnxModelWriter.Build(InferenceGraph.Of(model), "m", default);
        OnnxModelWriter.Write(message, arrays, path, 1000, default);
        Assert.That(new FileInfo(path + ".data").Length, Is.EqualTo(64 * 32 * 4));
        using var parted = new OnnxPredictor(path);
        Assert.That(parted.Predict(rows), Is.EqualTo(expected));
    }

    [Test]
    public void What_a_file_cannot_hold_is_refused()
    {
        using Sequential model = Sequential.Create([4]).Dense(2);
        string path = Path.Combine(folder, "m.onnx");
        Assert.That(() => model.Export(path, ExportFormat.Onnx, new ExportOptions { TrainEndpoint = true }), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => model.Export(path, ExportFormat.Onnx, new ExportOptions { Signatures = new Dictionary<string, Model> { ["x"] = model } }), Throws.TypeOf<NotSupportedException>());
        Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
    }

    /// <summary>y = Dense(x · σ(Dense(x))), of 2 x while training.</summary>
    private sealed class Gated : Model
    {
        private readonly Dense gate;
        private readonly Dense result;

        public Gated()
        {
            gate = AddLayer(new Dense(2));
            result = AddLayer(new Dense(3));
        }

        protected override Tensor Call(Tensor x, CallContext context) => result.Apply((context.Training ? 2 * x : x) * Ops.Sigmoid(gate.Apply(x)));
    }
}
