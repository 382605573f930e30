using DeepKeras.TensorFlow.Messages;
using Google.Protobuf;

namespace DeepKeras.TensorFlow;

/// <summary>Attributes of nodes, as name and value.</summary>
internal static class Attr
{
    public static (string Name, AttrValue Value) Type(string name, DType type) => (name, new AttrValue { Type = type.ToTensorFlow() });

    public static (string Name, AttrValue Value) Type(string name, DataType type) => (name, new AttrValue { Type = type });

    public static (string Name, AttrValue Value) Int(string name, long value) => (name, new AttrValue { I = value });

    public static (string Name, AttrValue Value) Float(string name, double value) => (name, new AttrValue { F = (float)value });

    public static (string Name, AttrValue Value) Bool(string name, bool value) => (name, new AttrValue { B = value });

    public static (string Name, AttrValue Value) Text(string name, string value) => (name, new AttrValue { S = ByteString.CopyFromUtf8(value) });

    public static (string Name, AttrValue Value) Shape(string name, Shape value) => (name, new AttrValue { Shape = value.ToProto() });

    public static (string Name, AttrValue Value) Tensor(string name, HostArray value) => (name, new AttrValue { Tensor = value.ToProto() });

    public static (string Name, AttrValue Value) Function(string name, string function) =>
        (name, new AttrValue { Func = new NameAttrList { Name = function } });

    public static (string Name, AttrValue Value) Ints(string name, params ReadOnlySpan<int> values)
    {
        var list = new AttrValue.Types.ListValue();
        foreach (int value in values)
        {
            list.I.Add(value);
        }

        return (name, new AttrValue { List = list });
    }

    public static (string Name, AttrValue Value) Types(string name, IEnumerable<DataType> types)
    {
        var list = new AttrValue.Types.ListValue();
        list.Type.AddRange(types);
        return (name, new AttrValue { List = list });
    }

    public static (string Name, AttrValue Value) Texts(string name, params ReadOnlySpan<string> values)
    {
        var list = new AttrValue.Types.ListValue();
        foreach (string value in values)
        {
            list.S.Add(ByteString.CopyFromUtf8(value));
        }

        return (name, new AttrValue { List = list });
    }
}
