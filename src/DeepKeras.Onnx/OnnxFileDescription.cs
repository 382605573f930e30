using System.Globalization;
using DeepKeras.Onnx.Messages;
using Google.Protobuf;
using static DeepKeras.Onnx.Messages.TensorProto.Types;

namespace DeepKeras.Onnx;

/// <summary>What stands in an ONNX file, for people to read.</summary>
/// <param name="Producer">The program that wrote it.</param>
/// <param name="Opset">The version of ONNX's own operators; 0: it uses none.</param>
/// <param name="Inputs">What it takes: name, dtype and shape, such as <c>x float32 (batch, 784)</c>.</param>
/// <param name="Outputs">What it gives, likewise.</param>
/// <param name="Operators">How often each operator occurs, those of loops' bodies included.</param>
/// <param name="Arrays">Its arrays: name, dtype and shape, and bytes.</param>
public sealed record OnnxFileDescription(
    string Producer,
    long Opset,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, int> Operators,
    IReadOnlyList<(string Name, string Type, long Bytes)> Arrays)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no ONNX file.</exception>
    public static OnnxFileDescription Of(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            ModelProto model = ModelProto.Parser.ParseFrom(stream);
            if (model.Graph is not { } graph || graph.Node.Count + graph.Output.Count == 0)
            {
                throw new InvalidDataException($"{path} is no ONNX file: it holds no graph.");
            }

            var operators = new SortedDictionary<string, int>(StringComparer.Ordinal);
            Count(graph, operators);
            var arrays = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
            return new(
                $"{model.ProducerName} {model.ProducerVersion}".Trim(),
                model.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0)?.Version ?? 0,
                [.. graph.Input.Where(input => !arrays.Contains(input.Name)).Select(Text)],
                [.. graph.Output.Select(Text)],
                operators,
                [.. graph.Initializer.Select(tensor => (tensor.Name, $"{Name(tensor.DataType)} ({string.Join(", ", tensor.Dims)}{(tensor.Dims.Count == 1 ? "," : "")})", Bytes(tensor)))]);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"{path} is no ONNX file, or it is cut off or damaged.", e);
        }
    }

    private static void Count(GraphProto graph, SortedDictionary<string, int> operators)
    {
        foreach (NodeProto node in graph.Node)
        {
            operators[node.OpType] = operators.GetValueOrDefault(node.OpType) + 1;
            foreach (AttributeProto attribute in node.Attribute.Where(attribute => attribute.G is not null))
            {
                Count(attribute.G, operators);
            }
        }
    }

    private static string Text(ValueInfoProto info) => info.Type?.TensorType is { } tensor
        ? $"{info.Name} {Name(tensor.ElemType)} ({string.Join(", ", tensor.Shape?.Dim.Select(size => size.HasDimValue ? size.DimValue.ToString(CultureInfo.InvariantCulture) : size.HasDimParam ? size.DimParam : "?") ?? [])})"
        : $"{info.Name} (no tensor)";

    private static string Name(int code) => OnnxTypes.Of((DataType)code)?.KerasName() ?? ((DataType)code).ToString().ToLowerInvariant();

    private static long Bytes(TensorProto tensor)
    {
        long elements = tensor.Dims.Aggregate(1L, (product, size) => product * size);
        return OnnxTypes.Of((DataType)tensor.DataType) is { } type and not DType.String ? elements * type.Size() : tensor.RawData.Length;
    }
}
