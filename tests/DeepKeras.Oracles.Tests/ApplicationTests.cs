using System.IO.Compression;
using System.Text.Json;
using DeepKeras.Layers;
using DeepKeras.Models;

namespace DeepKeras.Tests;

/// <summary>
/// keras.applications from Keras's JSON, with weights by a formula: the same weights' paths, shapes and counts, the same output, the same mean
/// and deviation at every layer.
/// </summary>
internal sealed class ApplicationTests
{
    private const double Tolerance = 1e-4;

    public static IEnumerable<TestCaseData> Models()
    {
        foreach (string index in OracleGroup.Roots().Select(root => Path.Combine(root, "applications", "index.json")).Where(File.Exists))
        {
            foreach (JsonElement model in JsonDocument.Parse(File.ReadAllBytes(index)).RootElement.GetProperty("models").EnumerateArray())
            {
                yield return new TestCaseData(Path.GetDirectoryName(index), model).SetName($"applications/{model.GetProperty("name").GetString()}");
            }
        }
    }

    [TestCaseSource(nameof(Models))]
    public void Model_answers_as_in_Keras(string folder, JsonElement expected)
    {
        using Model model = Model.FromJson(ReadGzip(Path.Combine(folder, expected.GetProperty("config").GetString()!)));
        CompareWeights(model, expected);
        for (int k = 0; k < model.Weights.Count; k++)
        {
            // Keras's Normalization computes with what it was adapted to; numbers put into its weights count from the next load on.
            if (!model.Layers.OfType<Normalization>().Any(layer => layer.Weights.Contains(model.Weights[k])))
            {
                SetWeight(model.Weights[k], (uint)k, IsDepthwise(model.Weights[k]));
            }
        }

        Shape shape = [.. expected.GetProperty("input_shape").EnumerateArray().Select(size => size.GetInt32())];
        var input = new HostArray(DType.Float32, shape);
        bool rescales = expected.GetProperty("rescales_inside").GetBoolean();
        for (uint i = 0; i < shape.Elements; i++)
        {
            double u = Uniform(1_000_003, i);
            input.As<float>()[(int)i] = (float)(rescales ? (u + 0.5) * 255 : u * 2);
        }

        // Every layer's output of one pass, and the model's own in front.
        Tensor[] made = [.. model.Calls.Where(call => call.Layer is not OperationLayer).GroupBy(call => call.Layer).Select(calls => calls.Last().Outputs[0])];
        using var all = new Model(model.Inputs, [model.Outputs[0], .. made.Where(tensor => ((CallNode)tensor.Node).Layer is not InputLayer)]);
        IReadOnlyList<Data.DataArray> outputs = all.Predict([new Data.DataArray(input)]);
        Dictionary<string, HostArray> byName = made.Where(tensor => ((CallNode)tensor.Node).Layer is not InputLayer)
            .Select((tensor, i) => (((CallNode)tensor.Node).Layer.Name, outputs[i + 1].Array)).ToDictionary(pair => pair.Name, pair => pair.Array);
        int compared = 0;
        foreach (JsonElement layer in expected.GetProperty("layers_mean_std_last").EnumerateArray())
        {
            string name = layer[0].GetString()!;
            if (byName.TryGetValue(name, out HostArray? values) || name == model.InputNames[0])
            {
                CompareStatistics(name, values ?? input, layer);
                compared++;
            }
        }

        Assert.That(compared, Is.EqualTo(expected.GetProperty("layers").GetInt32()), "layers compared");
        CompareOutput(outputs[0].Array, expected.GetProperty("output"));
    }

    private static void CompareWeights(Model model, JsonElement expected)
    {
        Assert.Multiple(() =>
        {
            Assert.That(model.Layers, Has.Count.EqualTo(expected.GetProperty("layers").GetInt32()), "layers");
            Assert.That(model.ParameterCount, Is.EqualTo(expected.GetProperty("param_count").GetInt64()), "parameters");
            Assert.That(model.TrainableWeights.Sum(weight => weight.Shape.Elements), Is.EqualTo(expected.GetProperty("trainable").GetInt64()), "trainable parameters");
            Assert.That(model.Weights, Has.Count.EqualTo(expected.GetProperty("weights").GetArrayLength()), "weights");
        });
        foreach ((JsonElement weight, Variable ours) in expected.GetProperty("weights").EnumerateArray().Zip(model.Weights))
        {
            // A model of JSON has no name scopes around its layers (NASNet's code has some), and ours puts the model's name in front.
            string path = ours.Path.StartsWith(model.Name + "/", StringComparison.Ordinal) ? ours.Path[(model.Name.Length + 1)..] : ours.Path;
            Assert.That("/" + weight[0].GetString(), Does.EndWith("/" + path));
            Assert.That(ours.Shape.ToArray(), Is.EqualTo(weight[1].EnumerateArray().Select(size => size.GetInt32())), path);
        }
    }

    private static void SetWeight(Variable weight, uint k, bool depthwise)
    {
        string last = weight.Path[(weight.Path.LastIndexOf('/') + 1)..];
        var values = new float[weight.Shape.Elements];
        double fanIn = 1;
        for (int axis = 0; axis < (depthwise ? 2 : weight.Shape.Rank - 1); axis++)
        {
            fanIn *= weight.Shape[axis];
        }

        for (uint i = 0; i < values.Length; i++)
        {
            double u = Uniform(k, i);
            values[i] = (float)(weight.Shape.Rank >= 2 ? u * 2 * Math.Sqrt(6 / fanIn) : last switch
            {
                "gamma" => 1 + (0.2 * u),
                "moving_variance" => 1 + (0.5 * u),
                _ => 0.1 * u,
            });
        }

        weight.Assign(values);
    }

    /// <summary>What the formula took for a depthwise kernel: by name. EfficientNet's <c>dwconv</c> kernels have the other fan-in (their numbers tell).</summary>
    private static bool IsDepthwise(Variable weight) => weight.Shape.Rank >= 2 && weight.Path.Contains("depthwise", StringComparison.Ordinal);

    private static double Uniform(uint k, uint i)
    {
        uint x = i + (k * 0x9E3779B9);
        x ^= x >> 16;
        x *= 0x7feb352d;
        x ^= x >> 15;
        x *= 0x846ca68b;
        x ^= x >> 16;
        return (x / 4294967296.0) - 0.5;
    }

    private static void CompareOutput(HostArray actual, JsonElement expected)
    {
        double[] values = [.. expected.EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(value => value.GetDouble())];
        double scale = values.Max(Math.Abs);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.That(actual[i], Is.EqualTo(values[i]).Within(Tolerance * scale), $"output {i}");
        }
    }

    private static void CompareStatistics(string name, HostArray values, JsonElement expected)
    {
        Assert.That(values.Shape.ToArray(), Is.EqualTo(expected[1].EnumerateArray().Select(size => size.GetInt32())), name);
        double mean = 0;
        double square = 0;
        ReadOnlySpan<float> numbers = values.As<float>();
        foreach (float value in numbers)
        {
            mean += value;
            square += (double)value * value;
        }

        mean /= numbers.Length;
        double deviation = Math.Sqrt(Math.Max(0, (square / numbers.Length) - (mean * mean)));
        double scale = Math.Max(Math.Abs(mean), deviation) + 1e-6;
        Assert.Multiple(() =>
        {
            Assert.That(mean, Is.EqualTo(expected[2].GetDouble()).Within(Tolerance * scale), $"{name}: mean");
            Assert.That(deviation, Is.EqualTo(expected[3].GetDouble()).Within(Tolerance * scale), $"{name}: deviation");
            Assert.That(values[(int)values.Shape.Elements - 1], Is.EqualTo(expected[4].GetDouble()).Within(Tolerance * 10 * scale), $"{name}: last number");
        });
    }

    private static string ReadGzip(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
