using System.Text;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>One node with what its inputs stand for: all that a translation needs.</summary>
internal sealed class NodeCall(GraphInterpreter interpreter, NodeDef node, Value[] inputs)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public GraphInterpreter Interpreter => interpreter;

    public NodeDef Node => node;

    public IReadOnlyList<Value> Inputs => inputs;

    public int Count => inputs.Length;

    /// <summary>An input as a tensor.</summary>
    public Tensor this[int i] => inputs[i] switch
    {
        Value.Numbers numbers => numbers.Tensor,
        Value.Rows rows => Materialized(i, rows),
        Value.Text text => Ops.Constant(TextAt(i, text)),
        Value other => throw Wrong($"a tensor as input {i}", other.GetType().Name),
    };

    /// <summary>All inputs from one on as tensors.</summary>
    public Tensor[] Tensors(int from = 0, int? count = null) => [.. Enumerable.Range(from, (count ?? Count) - from).Select(i => this[i])];

    /// <summary>An input's values, which must not depend on what is fed.</summary>
    public HostArray Known(int i) => interpreter.Known.Find(this[i])
        ?? throw Wrong($"input {i} that is known before the data come", "one that depends on them, or is very large");

    public bool IsKnown(int i) => interpreter.Known.Find(this[i]) is not null;

    /// <summary>An input's values as they are for this run: known, or computed from texts that are fed; null where the engine computes them.</summary>
    public HostArray? Given(int i) => inputs[i] is Value.Text text ? TextAt(i, text) : interpreter.Known.Given(this[i]);

    /// <summary>A result of what is given: a constant where no fed text is behind it.</summary>
    public Tensor Result(HostArray value) => Enumerable.Range(0, Count).Any(i => inputs[i] is Value.Numbers or Value.Rows && interpreter.Known.IsFed(this[i]))
        ? interpreter.Known.Feed($"{Node.Name}_result", value)
        : Ops.Constant(value);

    /// <summary>An input's whole numbers, which must not depend on what is fed.</summary>
    public long[] Longs(int i)
    {
        HostArray array = Known(i);
        return array.Type.IsInteger() ? [.. Enumerable.Range(0, (int)array.Elements).Select(at => ConstantFolding.Integer(array, at))]
            : throw Wrong($"whole numbers as input {i}", array.Type.KerasName());
    }

    public int[] Ints(int i) => [.. Longs(i).Select(value => checked((int)value))];

    public int Int(int i) => Ints(i) is [int value] ? value : throw Wrong($"one whole number as input {i}", $"shape {this[i].Shape}");

    public double Double(int i) => Known(i) is { Elements: 1 } array ? array[0] : throw Wrong($"one number as input {i}", $"shape {this[i].Shape}");

    /// <summary>A shape that an input holds.</summary>
    public Shape ShapeAt(int i) => Shape.Create(Ints(i));

    // ---- attributes ------------------------------------------------------------------------------------------------------

    public AttrValue? Find(string name) => node.Attr.GetValueOrDefault(name);

    public bool Flag(string name, bool missing = false) => Find(name)?.B ?? missing;

    public int Int(string name, int missing = 0) => Find(name) is { } value ? checked((int)value.I) : missing;

    public double Double(string name, double missing) => Find(name)?.F ?? missing;

    public string Text(string name, string missing = "") => Find(name)?.S.ToStringUtf8() ?? missing;

    public int[] Ints(string name, params int[] missing) => Find(name) is { List: { } list } ? [.. list.I.Select(value => checked((int)value))] : missing;

    public string[] Texts(string name) => Find(name) is { List: { } list } ? [.. list.S.Select(value => value.ToStringUtf8())] : [];

    public string Function(string name) => Find(name)?.Func?.Name ?? throw Wrong($"a function as attribute {name}", "none");

    public DType Type(string name, DType? missing = null) =>
        Find(name) is not { } value ? missing ?? throw Wrong($"the type {name}", "none")
        : value.Type.ToDeepKeras() ?? throw Wrong($"a type of numbers as {name}", Bundle.TypeNames.Of(value.Type));

    public ModelFileException Wrong(string expected, string actual) => interpreter.Wrong(GraphInterpreter.Place(node), expected, actual);

    private HostArray TextAt(int i, Value.Text text)
    {
        try
        {
            return HostArray.OfText([.. text.Strings.Select(Utf8.GetString)], text.Shape);
        }
        catch (DecoderFallbackException error)
        {
            throw interpreter.Wrong(GraphInterpreter.Place(node), $"text in UTF-8 as input {i}", "other bytes", error);
        }
    }

    private Tensor Materialized(int i, Value.Rows rows)
    {
        Tensor whole = RowUpdates.Materialize(rows);
        inputs[i] = new Value.Numbers(whole);
        return whole;
    }
}
