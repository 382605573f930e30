using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>Operations on text that need no table.</summary>
internal sealed partial class GraphDefOps
{
    public NodeOutput TextOf(NodeOutput x) => graph.Add("AsString", x.Type with { Type = DType.String }, [x], Attr.Type("T", x.DType));

    public NodeOutput TextHash(NodeOutput x, TextHash op)
    {
        var type = x.Type with { Type = DType.Int64 };
        if (op.Key is not var (first, second))
        {
            return graph.Add("StringToHashBucketFast", type, [x], Attr.Int("num_buckets", op.Buckets));
        }

        var key = new Messages.AttrValue.Types.ListValue();
        key.I.Add((long)first);
        key.I.Add((long)second);
        return graph.Add("StringToHashBucketStrong", type, [x], Attr.Int("num_buckets", op.Buckets), ("key", new Messages.AttrValue { List = key }));
    }
}
