using DeepKeras.Operations;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow;

/// <summary>Operations on text, and look-ups: the operations that Keras's own layers leave in a graph.</summary>
internal sealed partial class GraphDefOps
{
    private const string Punctuation = "[!\"#$%&()\\*\\+,-\\./:;<=>?@\\[\\\\\\]^_`{|}~\\']";
    private const long CrossKey = 0xDECAFCAFFE;

    public NodeOutput TextOf(NodeOutput x) => graph.Add("AsString", x.Type with { Type = DType.String }, [x], Attr.Type("T", x.DType));

    public NodeOutput TextHash(NodeOutput x, TextHash op)
    {
        var type = x.Type with { Type = DType.Int64 };
        if (op.Key is not var (first, second))
        {
            return graph.Add("StringToHashBucketFast", type, [x], Attr.Int("num_buckets", op.Buckets));
        }

        var key = new AttrValue.Types.ListValue();
        key.I.Add((long)first);
        key.I.Add((long)second);
        return graph.Add("StringToHashBucketStrong", type, [x], Attr.Int("num_buckets", op.Buckets), ("key", new AttrValue { List = key }));
    }

    /// <summary>One feature a row from each column.</summary>
    public NodeOutput CrossedHash(ReadOnlySpan<NodeOutput> x, long buckets)
    {
        var columns = new NodeOutput[x.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Reshape(x[i], new AxisList(-1, 1));
        }

        Shape rows = [Shape.Unknown];
        NodeOutput[] crossed = graph.AddAll(
            "SparseCross",
            [new(DType.Int64, [Shape.Unknown, 2]), new(DType.Int64, rows), new(DType.Int64, [2])],
            columns,
            Attr.Int("N", 0),
            Attr.Bool("hashed_output", true),
            Attr.Int("num_buckets", buckets),
            Attr.Int("hash_key", CrossKey),
            Attr.Types("sparse_types", []),
            Attr.Types("dense_types", columns.Select(column => column.DType.ToTensorFlow())),
            Attr.Type("out_type", DType.Int64),
            Attr.Type("internal_type", columns.Any(column => column.DType == DType.Int64) ? DType.Int64 : DType.String));
        TensorType type = x[0].Type with { Type = DType.Int64 };
        return graph.Add("Reshape", type, [crossed[1], ShapeVector(x[0])], Attr.Type("T", DType.Int64), Attr.Type("Tshape", DType.Int32));
    }

    public NodeOutput TextTokens(NodeOutput x, TextTokens op)
    {
        TensorType type = ShapeOps.Instance.TextTokens(x.Type, op);
        bool isSplit = op.Splitting != TextSplitting.None;
        if (!isSplit && (x.Shape.Rank < 2 || (op.NGrams.Count == 0 && op.Length < 0)))
        {
            return Cleaned(x, op.Cleaning);
        }

        if (x.Shape.Rank > 2)
        {
            throw new NotSupportedException($"TextTokens: texts of shape {x.Shape} that are cut or joined have no operation in TensorFlow; expected (batch, tokens).");
        }

        NodeOutput flat = Cleaned(Reshape(x, new AxisList(-1)), op.Cleaning);
        (NodeOutput values, NodeOutput splits) = op.Splitting switch
        {
            TextSplitting.Whitespace => Words(flat),
            TextSplitting.Character => Characters(flat),
            TextSplitting.None => (flat, EvenSplits(x)),
        };
        if (op.NGrams.Count > 0)
        {
            NodeOutput[] both = graph.AddAll(
                "StringNGrams",
                [values.Type, splits.Type],
                [values, splits],
                Attr.Text("separator", " "),
                Attr.Ints("ngram_widths", op.NGrams.Span),
                Attr.Text("left_pad", ""),
                Attr.Text("right_pad", ""),
                Attr.Int("pad_width", 0),
                Attr.Bool("preserve_short_sequences", false),
                Attr.Type("Tsplits", DType.Int64));
            (values, splits) = (both[0], both[1]);
        }

        return graph.Add(
            "RaggedTensorToTensor",
            type,
            [graph.Constant(HostArray.Of([-1L, op.Length], [2])), values, graph.Constant(HostArray.OfText([""], Shape.Scalar)), splits],
            Attr.Type("T", DType.String),
            Attr.Type("Tindex", DType.Int64),
            Attr.Type("Tshape", DType.Int64),
            Attr.Int("num_row_partition_tensors", 1),
            Attr.Texts("row_partition_types", "ROW_SPLITS"));
    }

    public NodeOutput TableLookup(NodeOutput x, LookupTable table)
    {
        TableContents contents = TableContents.Of(table);
        long least = table.ValueType == DType.Int64 ? table.Values.As<long>().ToArray().Append(0).Min() - 1 : 0;
        HostArray missing = table.Default ?? (table.ValueType == DType.Int64 ? HostArray.Scalar(least) : throw new NotSupportedException($"{table.Place}: a table of texts needs one for what it lacks."));
        NodeOutput found = graph.Add(
            "LookupTableFindV2",
            x.Type with { Type = table.ValueType },
            [graph.Handle(table), x, graph.Constant(missing)],
            Attr.Type("Tin", table.KeyType),
            Attr.Type("Tout", table.ValueType));
        if (contents.HasExtra)
        {
            long last = table.Keys.Elements - 1;
            NodeOutput isExtra = Compare(CompareKind.Equal, x, graph.Constant(TableContents.At(table.Keys, last)));
            found = Select(isExtra, graph.Constant(TableContents.At(table.Values, last)), found);
        }

        return table.Default is not null ? found
            : Required(Compare(CompareKind.NotEqual, found, graph.Constant(missing)), found, $"{table.Place}: a key is not in the vocabulary, and there is no index for what is not: num_oov_indices is 0.");
    }

    public NodeOutput Required(NodeOutput condition, NodeOutput x, string message)
    {
        NodeOutput holds = Reduce(ReduceKind.All, condition, new AxisList([.. Enumerable.Range(0, condition.Shape.Rank)]), keepDims: false);
        NodeDef assert = graph.Node("Assert", "Assert", [holds, graph.Constant(HostArray.OfText([message], Shape.Scalar))], Attr.Types("T", [DataType.DtString]), Attr.Int("summarize", 3));
        NodeDef node = graph.Node("Identity", "Checked", [x], Attr.Type("T", x.DType));
        node.Input.Add($"^{assert.Name}");
        return GraphWriter.Output(node, 0, x.Type);
    }

    private NodeOutput Cleaned(NodeOutput x, TextCleaning cleaning)
    {
        if (cleaning is TextCleaning.Lower or TextCleaning.LowerAndStripPunctuation)
        {
            x = graph.Add("StringLower", x.Type, [x], Attr.Text("encoding", ""));
        }

        return cleaning is TextCleaning.StripPunctuation or TextCleaning.LowerAndStripPunctuation
            ? graph.Add("StaticRegexReplace", x.Type, [x], Attr.Text("pattern", Punctuation), Attr.Text("rewrite", ""), Attr.Bool("replace_global", true))
            : x;
    }

    /// <summary>The words of all texts, and where those of each text begin.</summary>
    private (NodeOutput Values, NodeOutput Splits) Words(NodeOutput x)
    {
        NodeOutput[] split = graph.AddAll(
            "StringSplitV2",
            [new(DType.Int64, [Shape.Unknown, 2]), new(DType.String, [Shape.Unknown]), new(DType.Int64, [2])],
            [x, graph.Constant(HostArray.OfText([""], Shape.Scalar))],
            Attr.Int("maxsplit", -1));
        NodeOutput rows = Squeeze(Slice(split[0], 1, 0, 1, 1), 1);
        NodeOutput count = Squeeze(Slice(split[2], 0, 0, 1, 1), 0);
        NodeOutput each = graph.Add("OnesLike", rows.Type, [rows], Attr.Type("T", DType.Int64));
        NodeOutput counts = graph.Add(
            "UnsortedSegmentSum",
            new(DType.Int64, [Shape.Unknown]),
            [each, rows, count],
            Attr.Type("T", DType.Int64),
            Attr.Type("Tindices", DType.Int64),
            Attr.Type("Tnumsegments", DType.Int64));
        return (split[1], Concat([graph.Constant(HostArray.Of([0L], [1])), Cumulative(product: false, counts, 0)], 0));
    }

    /// <summary>Unicode's characters of all texts, and where those of each text begin.</summary>
    private (NodeOutput Values, NodeOutput Splits) Characters(NodeOutput x)
    {
        (string, AttrValue) errors = Attr.Text("errors", "replace"), replacement = Attr.Int("replacement_char", 0xFFFD), splits = Attr.Type("Tsplits", DType.Int64);
        NodeOutput[] decoded = graph.AddAll(
            "UnicodeDecode",
            [new(DType.Int64, [Shape.Unknown]), new(DType.Int32, [Shape.Unknown])],
            [x],
            Attr.Text("input_encoding", "UTF-8"),
            errors,
            replacement,
            Attr.Bool("replace_control_characters", false),
            splits);
        NodeOutput count = Cast(SizeOf(decoded[1], 0), DType.Int64);
        NodeOutput texts = graph.Add("UnicodeEncode", new(DType.String, [Shape.Unknown]), [decoded[1], Counted(Binary("AddV2", count, Long(1)))], Attr.Text("output_encoding", "UTF-8"), errors, replacement, splits);
        return (texts, decoded[0]);
    }

    /// <summary>Where each row of a matrix begins.</summary>
    private NodeOutput EvenSplits(NodeOutput x) =>
        Binary("Mul", Counted(Binary("AddV2", Cast(SizeOf(x, 0), DType.Int64), Long(1))), Cast(SizeOf(x, 1), DType.Int64));

    /// <summary>0, 1, and so on.</summary>
    private NodeOutput Counted(NodeOutput count) => graph.Add("Range", new(DType.Int64, [Shape.Unknown]), [Long(0), count, Long(1)], Attr.Type("Tidx", DType.Int64));

    private NodeOutput Long(long value) => graph.Constant(HostArray.Scalar(value));
}
