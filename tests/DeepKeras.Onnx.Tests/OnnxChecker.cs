using DeepKeras.Onnx.Messages;
using static DeepKeras.Onnx.Messages.AttributeProto.Types;
using static DeepKeras.Onnx.Messages.TensorProto.Types;

namespace DeepKeras.Tests;

/// <summary>
/// The rules of onnx.checker (onnx/checker.cc) for what is written here: versions, names given once, operands before results, arrays with as
/// many bytes as their dims say, operators of the default domain with the operands and attributes that their schema has (onnx/defs, opset 18, and 20 for texts).
/// </summary>
internal static class OnnxChecker
{
    public static IReadOnlyList<string> Check(ModelProto model)
    {
        var errors = new List<string>();
        if (model.IrVersion is < 3 or > 10)
        {
            errors.Add($"IR version {model.IrVersion}");
        }

        bool hasText = Nodes(model.Graph).Any(node => node.OpType.StartsWith("String", StringComparison.Ordinal) && node.OpType != "StringNormalizer");
        bool learns = Nodes(model.Graph).Any(node => node.Domain == "ai.onnx.ml");
        if (model.OpsetImport.Count != (learns ? 2 : 1) || model.OpsetImport[0].Domain != "" || model.OpsetImport[0].Version is not (18 or 20) || (hasText && model.OpsetImport[0].Version != 20)
            || (learns && (model.OpsetImport[1].Domain != "ai.onnx.ml" || model.OpsetImport[1].Version != 3)))
        {
            errors.Add($"operator sets {model.OpsetImport}");
        }

        if (string.IsNullOrEmpty(model.ProducerName) || string.IsNullOrEmpty(model.Graph.Name))
        {
            errors.Add("the producer or the graph has no name");
        }

        Graph(model.Graph, [], [], "graph", errors);
        return errors;
    }

    private static void Graph(GraphProto graph, HashSet<string> outer, HashSet<string> nodeNames, string place, List<string> errors)
    {
        var known = new HashSet<string>(outer, StringComparer.Ordinal);
        foreach (ValueInfoProto input in graph.Input)
        {
            Value(input, place, errors);
            Define(input.Name, $"{place}: input");
        }

        var optional = graph.Input.ToDictionary(input => input.Name, input => input.Type?.TensorType?.ElemType, StringComparer.Ordinal);
        foreach (TensorProto tensor in graph.Initializer)
        {
            // One that has the name of an input is what the input is where it is left out.
            if (!optional.TryGetValue(tensor.Name, out int? type) || type != tensor.DataType)
            {
                Define(tensor.Name, $"{place}: initializer");
            }

            Array(tensor, place, errors);
        }

        foreach (NodeProto node in graph.Node)
        {
            string where = $"{place}/{node.Name} ({node.OpType})";
            if (string.IsNullOrEmpty(node.Name) || !nodeNames.Add(node.Name))
            {
                errors.Add($"{where}: the node's name is empty or not its own");
            }

            foreach (string input in node.Input.Where(input => input.Length > 0 && !known.Contains(input)))
            {
                errors.Add($"{where}: uses {input} before it is made");
            }

            OnnxSchemas.Check(node, where, errors);
            foreach (AttributeProto attribute in node.Attribute.Where(attribute => attribute.Type == AttributeType.Graph))
            {
                Graph(attribute.G, known, nodeNames, where, errors);
            }

            foreach (string output in node.Output)
            {
                Define(output, where);
            }
        }

        var made = new HashSet<string>(graph.Node.SelectMany(node => node.Output), StringComparer.Ordinal);
        foreach (ValueInfoProto output in graph.Output)
        {
            Value(output, place, errors);
            if (!known.Contains(output.Name))
            {
                errors.Add($"{place}: the output {output.Name} is not made");
            }
        }

        foreach (ValueInfoProto info in graph.ValueInfo)
        {
            Value(info, place, errors);
            if (!made.Contains(info.Name))
            {
                errors.Add($"{place}: value info of {info.Name}, which no node makes");
            }
        }

        string[] twice = [.. graph.Output.Concat(graph.Input).Concat(graph.ValueInfo).GroupBy(info => info.Name).Where(group => group.Count() > 1).Select(group => group.Key)];
        if (twice.Length > 0)
        {
            errors.Add($"{place}: told of twice: {string.Join(", ", twice)}");
        }

        void Define(string name, string where)
        {
            if (string.IsNullOrEmpty(name) || !known.Add(name))
            {
                errors.Add($"{where}: the name \"{name}\" is empty or taken");
            }
        }
    }

    private static IEnumerable<NodeProto> Nodes(GraphProto graph) => graph.Node.SelectMany(node => node.Attribute.Where(attribute => attribute.G is not null).SelectMany(attribute => Nodes(attribute.G)).Append(node));

    private static void Value(ValueInfoProto info, string place, List<string> errors)
    {
        if (info.Type?.TensorType is not { } tensor || !Enum.IsDefined((DataType)tensor.ElemType) || tensor.ElemType == 0 || tensor.Shape is null)
        {
            errors.Add($"{place}: {info.Name} has no type");
        }
    }

    private static void Array(TensorProto tensor, string place, List<string> errors)
    {
        int size = (DataType)tensor.DataType switch
        {
            DataType.Float or DataType.Int32 or DataType.Uint32 => 4,
            DataType.Double or DataType.Int64 or DataType.Uint64 => 8,
            DataType.Float16 or DataType.Bfloat16 or DataType.Int16 or DataType.Uint16 => 2,
            DataType.Int8 or DataType.Uint8 or DataType.Bool => 1,
            _ => 0,
        };
        long expected = tensor.Dims.Aggregate((long)size, (product, dim) => product * dim);
        if (size == 0 || (tensor.DataLocation != DataLocation.External && tensor.RawData.Length != expected))
        {
            errors.Add($"{place}: {tensor.Name} of {(DataType)tensor.DataType} {tensor.Dims} has {tensor.RawData.Length} bytes; expected {expected}");
        }
    }
}
