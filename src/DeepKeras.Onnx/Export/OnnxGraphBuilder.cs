using System.Globalization;
using System.Runtime.InteropServices;
using DeepKeras.Onnx.Messages;
using Google.Protobuf;
using static DeepKeras.Onnx.Messages.AttributeProto.Types;

namespace DeepKeras.Onnx;

/// <summary>
/// Nodes in the order in which they are computed, and the arrays they use. The body of a loop has a builder of its own, whose arrays stand
/// in the outermost graph; no name is given twice among all of them.
/// </summary>
internal sealed class OnnxGraphBuilder
{
    private const int SmallArray = 1024;
    /// <summary>Operators that need more than <see cref="OnnxModelWriter.Opset"/> of ONNX's own.</summary>
    private static readonly string[] TextOperators = ["StringConcat", "StringSplit"];

    private readonly OnnxGraphBuilder root;
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> smallArrays = new(StringComparer.Ordinal);
    private readonly Dictionary<HostArray, string> arrays = new(ReferenceEqualityComparer.Instance);

    public OnnxGraphBuilder() => root = this;

    private OnnxGraphBuilder(OnnxGraphBuilder root) => this.root = root;

    public List<NodeProto> Nodes { get; } = [];

    /// <summary>Whether an operator on texts is there, which needs <see cref="OnnxModelWriter.TextOpset"/>.</summary>
    public bool HasText { get; private set; }

    /// <summary>Whether an operator of ai.onnx.ml is there.</summary>
    public bool HasLearning { get; private set; }

    /// <summary>Says that an operator is used with texts.</summary>
    public void UseText() => root.HasText = true;

    /// <summary>The arrays by name, in the order of their first use; only the outermost graph has some.</summary>
    public List<(string Name, HostArray Array)> Initializers { get; } = [];

    /// <summary>A builder for a body within this graph.</summary>
    public OnnxGraphBuilder Body() => new(root);

    /// <summary>A name that nobody has yet: the wanted one, or it with a number.</summary>
    public string Unique(string wanted)
    {
        string name = wanted;
        while (!root.names.Add(name))
        {
            int count = CollectionsMarshal.GetValueRefOrAddDefault(root.counts, wanted, out _)++;
            name = $"{wanted}_{(count + 1).ToString(CultureInfo.InvariantCulture)}";
        }

        return name;
    }

    /// <summary>Adds a node with one result, and returns the result's name.</summary>
    public string Add(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        AddMany(operation, inputs, 1, attributes)[0];

    /// <summary>Adds a node, and returns the names of its results.</summary>
    public string[] AddMany(string operation, ReadOnlySpan<string> inputs, int outputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        string name = Unique(operation.ToLowerInvariant());
        var node = new NodeProto { OpType = operation, Name = name };
        root.HasText |= TextOperators.Contains(operation);
        if (operation == "LabelEncoder")
        {
            node.Domain = OnnxModelWriter.Learning;
            root.HasLearning = true;
        }

        foreach (string input in inputs)
        {
            node.Input.Add(input);
        }

        string[] results = new string[outputs];
        for (int i = 0; i < outputs; i++)
        {
            results[i] = outputs == 1 ? name : Unique($"{name}_out{i}");
            node.Output.Add(results[i]);
        }

        foreach ((string attribute, object value) in attributes)
        {
            node.Attribute.Add(Attribute(attribute, value));
        }

        Nodes.Add(node);
        return results;
    }

    /// <summary>The name of an array. Small arrays with equal elements are one.</summary>
    public string Initializer(HostArray array, string? name = null)
    {
        if (array.Type == DType.String)
        {
            return Texts(array);
        }

        if (root.arrays.TryGetValue(array, out string? known))
        {
            return known;
        }

        if (array.Bytes.Length <= SmallArray && name is null)
        {
            string key = $"{array.Type}{array.Shape}{Convert.ToHexString(array.Bytes)}";
            if (!root.smallArrays.TryGetValue(key, out known))
            {
                known = root.smallArrays[key] = Store(array, Unique("constant"));
            }

            return known;
        }

        return Store(array, Unique(name ?? "constant"));
    }

    /// <summary>A vector of int64, as shapes and axes are given.</summary>
    public string Longs(params ReadOnlySpan<long> values) => Initializer(HostArray.Of(values, [values.Length]));

    /// <summary>A number of a dtype.</summary>
    public string Scalar(DType type, double value) => Initializer(HostArray.Scalar(type, value));

    /// <summary>Texts stand in a node, as a file's arrays are bytes here.</summary>
    private string Texts(HostArray array)
    {
        string key = $"{array.Shape}{string.Join('\0', array.Texts.ToArray())}";
        if (!texts.TryGetValue(key, out string? name))
        {
            name = array.Shape.Rank == 0 ? Add("Constant", [], ("value_string", array.Texts[0])) : Add("Constant", [], ("value_strings", array.Texts.ToArray()));
            texts[key] = name = array.Shape.Rank < 2 ? name : Add("Reshape", [name, Longs([.. array.Shape.Select(size => (long)size)])]);
        }

        return name;
    }

    private string Store(HostArray array, string name)
    {
        root.arrays[array] = name;
        root.Initializers.Add((name, array));
        return name;
    }

    private static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case int or long or bool:
                attribute.Type = AttributeType.Int;
                attribute.I = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                break;
            case float number:
                attribute.Type = AttributeType.Float;
                attribute.F = number;
                break;
            case string text:
                attribute.Type = AttributeType.String;
                attribute.S = ByteString.CopyFromUtf8(text);
                break;
            case long[] numbers:
                attribute.Type = AttributeType.Ints;
                attribute.Ints.AddRange(numbers);
                break;
            case string[] texts:
                attribute.Type = AttributeType.Strings;
                attribute.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8));
                break;
            case GraphProto graph:
                attribute.Type = AttributeType.Graph;
                attribute.G = graph;
                break;
            default:
                throw new ArgumentException($"{name}: no attribute of ONNX holds a {value.GetType().Name}.", nameof(value));
        }

        return attribute;
    }
}
