using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>
/// Puts a look-up table into an export: into the flat graph, whose init operation fills it, and as the functions with which Python makes, fills
/// and ends it.
/// </summary>
internal sealed class TableWriter(ExportedTable table, GraphWriter graph, MetaGraphDef meta)
{
    private const int LineNumber = -1;
    private const int WholeLine = -2;
    private TableContents Contents => table.Contents;

    /// <summary>The node that fills the table.</summary>
    public string Write(ObjectGraphWriter objects, int place)
    {
        NodeOutput handle = Made(graph, table.Name);
        graph.Bind(Contents.Table, handle);
        int? asset = null;
        NodeOutput? file = null;
        if (Contents.Lines is not null)
        {
            // Whoever loads the model feeds the path at its own place.
            NodeDef node = graph.Node("Const", $"{table.Name}_file", [], Attr.Type("dtype", DType.String), Attr.Tensor("value", HostArray.OfText([table.FileName], Shape.Scalar)));
            file = GraphWriter.Output(node, 0, new(DType.String, Shape.Scalar));
            asset = meta.AssetFileDef.Count;
            meta.AssetFileDef.Add(new AssetFileDef { Filename = table.FileName, TensorInfo = new() { Name = file.TensorName } });
        }

        NodeDef filled = Filled(graph, handle, file);
        string create = $"__inference__creator_{table.Name}", initialize = $"__inference__initializer_{table.Name}", destroy = $"__inference__destroyer_{table.Name}";
        Add(create, DataType.DtResource, [], writer => Made(writer, "table"));
        Add(initialize, DataType.DtInt32, file is null ? [("table_handle", DataType.DtResource)] : [("filename", DataType.DtString), ("table_handle", DataType.DtResource)], writer =>
        {
            var argument = NodeOutput.Argument("table_handle", new(Contents.Table.ValueType, Shape.Scalar));
            NodeDef done = Filled(writer, argument, file is null ? null : NodeOutput.Argument("filename", new(DType.String, Shape.Scalar)));
            return One(writer, done);
        });
        Add(destroy, DataType.DtInt32, [], writer => One(writer, null));
        objects.AddTable(place, create, initialize, destroy, asset);
        return filled.Name;
    }

    private NodeOutput Made(GraphWriter writer, string name)
    {
        NodeDef node = writer.Node(
            "HashTableV2",
            name,
            [],
            Attr.Type("key_dtype", Contents.Table.KeyType),
            Attr.Type("value_dtype", Contents.Table.ValueType),
            Attr.Text("shared_name", table.Name));
        return GraphWriter.Output(node, 0, new(Contents.Table.ValueType, Shape.Scalar));
    }

    private NodeDef Filled(GraphWriter writer, NodeOutput handle, NodeOutput? file) => file is null
        ? writer.Node(
            "LookupTableImportV2",
            $"{table.Name}_fill",
            [handle, writer.Constant(Contents.Table.Keys), writer.Constant(Contents.Table.Values)],
            Attr.Type("Tin", Contents.Table.KeyType),
            Attr.Type("Tout", Contents.Table.ValueType))
        : writer.Node(
            "InitializeTableFromTextFileV2",
            $"{table.Name}_fill",
            [handle, file],
            Attr.Int("key_index", Contents.KeysAreLines ? WholeLine : LineNumber),
            Attr.Int("value_index", Contents.KeysAreLines ? LineNumber : WholeLine),
            Attr.Int("vocab_size", Contents.Lines!.Count),
            Attr.Text("delimiter", "\t"),
            Attr.Int("offset", Contents.First));

    /// <summary>What a function returns that does something: a 1, once it is done.</summary>
    private static NodeOutput One(GraphWriter writer, NodeDef? done)
    {
        NodeOutput one = writer.Int(1);
        NodeDef result = writer.Node("Identity", "result", [one], Attr.Type("T", DType.Int32));
        if (done is not null)
        {
            result.Input.Add($"^{done.Name}");
        }

        return GraphWriter.Output(result, 0, one.Type);
    }

    private void Add(string name, DataType result, (string Name, DataType Type)[] arguments, Func<GraphWriter, NodeOutput> build)
    {
        var writer = new GraphWriter(function: true);
        var function = new FunctionDef { Signature = new() { Name = name, IsStateful = true } };
        foreach ((string argument, DataType type) in arguments)
        {
            function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = writer.Unique(argument), Type = type });
        }

        function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "value", Type = result });
        function.Ret["value"] = writer.Reference(build(writer));
        function.NodeDef.AddRange(writer.Nodes);
        meta.GraphDef.Library.Function.Add(function);
    }
}
