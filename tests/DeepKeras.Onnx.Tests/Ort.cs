using DeepKeras.Onnx;
using DeepKeras.Onnx.Messages;
using DeepKeras.Saving;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

namespace DeepKeras.Tests;

/// <summary>Exports graphs to memory, checks what came out by ONNX's rules, and runs it in ONNX Runtime.</summary>
internal static class Ort
{
    public static ModelProto Export(InferenceGraph graph)
    {
        (ModelProto model, IReadOnlyList<(string Name, HostArray Array)> arrays) = OnnxModelWriter.Build(graph, "test", default);
        foreach ((string name, HostArray array) in arrays)
        {
            HostArray held = array.Type == DType.BFloat16 ? array.Cast(DType.Float32) : array;
            var tensor = new TensorProto { Name = name, DataType = (int)OnnxTypes.Code(held.Type), RawData = ByteString.CopyFrom(held.Bytes) };
            tensor.Dims.AddRange(held.Shape.Select(size => (long)size));
            model.Graph.Initializer.Add(tensor);
        }

        Assert.That(OnnxChecker.Check(model), Is.Empty, "what ONNX's rules say");
        return model;
    }

    public static HostArray[] Run(ModelProto model, IReadOnlyList<HostArray> inputs) => Run(model.ToByteArray(), inputs);

    public static HostArray[] Run(byte[] model, IReadOnlyList<HostArray> inputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        OrtValue[] values = [.. inputs.Select(OrtArrays.Over)];
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(run, session.InputNames, values, session.OutputNames);
        HostArray[] arrays = [.. results.Select(OrtArrays.Copy)];
        foreach (OrtValue value in values)
        {
            value.Dispose();
        }

        GC.KeepAlive(inputs);
        return arrays;
    }

    /// <summary>The file of a graph, by inputs of these types.</summary>
    public static ModelProto Export(Tensor[] inputs, IReadOnlyList<Tensor> outputs) => Export(new InferenceGraph(
        new Graph(inputs, outputs, []), [.. inputs.Select((_, i) => $"input_{i}")], [.. outputs.Select((_, i) => $"output_{i}")]));
}
