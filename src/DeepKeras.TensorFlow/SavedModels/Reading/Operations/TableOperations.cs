using System.Globalization;
using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Look-up tables: what fills them when a model is loaded, and what looks up.</summary>
internal static class TableOperations
{
    private const int LineNumber = -1;
    private const int WholeLine = -2;

    /// <summary>The operations that fill tables.</summary>
    public static readonly string[] Fillers = ["InitializeTableFromTextFileV2", "InitializeTableFromTextFile", "LookupTableImportV2", "LookupTableImport", "InitializeTableV2", "InitializeTable"];

    public static void AddTo(OperationTable table)
    {
        table.Add("HashTableV2", call =>
        {
            string name = call.Text("shared_name") is { Length: > 0 } shared ? shared : call.Node.Name;
            call.Interpreter.Tables.Declare(name, call.Type("key_dtype"), call.Type("value_dtype"));
            return [new Value.Resource(name)];
        });
        foreach (string filler in Fillers)
        {
            table.Add(filler, filler.Contains("TextFile", StringComparison.Ordinal) ? FromFile : FromTensors);
        }

        table.Add("LookupTableSizeV2", call => Ops.Constant(HostArray.Scalar(call.Interpreter.Tables.Size(Filled(call)))));
        table.Add("LookupTableFindV2", Find);
    }

    private static Value[] Find(NodeCall call)
    {
        LookupTable table = call.Interpreter.Tables.Find(Filled(call), call.Known(2));
        return [new Value.Numbers(call.Given(1) is { } keys ? call.Result(table.Find(keys)) : Ops.Emit(new TableLookup(table), call[1]))];
    }

    private static Value[] FromTensors(NodeCall call)
    {
        call.Interpreter.Tables.Fill(NameOf(call), call.Known(1), call.Known(2));
        return [];
    }

    private static Value[] FromFile(NodeCall call)
    {
        string[] lines = call.Inputs[1] is Value.Asset asset ? AssetFile.Lines(asset.Path, call.Interpreter.Folder) : throw call.Wrong("a file of the model's assets as input 1", "another path");
        int size = call.Int("vocab_size", -1);
        if (size >= 0)
        {
            lines = lines.Length >= size ? lines[..size] : throw call.Wrong($"{size} lines", $"{lines.Length}");
        }

        (DType keys, DType values) = call.Interpreter.Tables.TypesOf(NameOf(call)) ?? throw call.Wrong("a table of texts or int64 numbers as input 0", "another one");
        string delimiter = call.Text("delimiter", "\t");
        long offset = call.Find("offset")?.I ?? 0;
        call.Interpreter.Tables.Fill(NameOf(call), Column(call, lines, call.Int("key_index"), delimiter, offset, keys), Column(call, lines, call.Int("value_index"), delimiter, offset, values));
        return [];
    }

    private static HostArray Column(NodeCall call, string[] lines, int index, string delimiter, long offset, DType type)
    {
        if (index == LineNumber)
        {
            return HostArray.Of<long>([.. Enumerable.Range(0, lines.Length).Select(i => i + offset)], [lines.Length]);
        }

        string[] texts = [.. lines.Select((line, i) => index == WholeLine ? line
            : index >= 0 && line.Split(delimiter) is { } parts && index < parts.Length ? parts[index]
            : throw call.Wrong($"a column {index} of each line", $"line {i + 1} without"))];
        return type == DType.String ? HostArray.OfText(texts, [texts.Length])
            : HostArray.Of<long>([.. texts.Select((text, i) => long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long number) ? number
                : throw call.Wrong("a whole number a line", $"\"{text}\" in line {i + 1}"))], [texts.Length]);
    }

    private static string NameOf(NodeCall call) =>
        call.Inputs[0] is Value.Resource resource ? resource.Name : throw call.Wrong("a table's handle as input 0", call.Inputs[0].GetType().Name);

    private static string Filled(NodeCall call)
    {
        string name = NameOf(call);
        return call.Interpreter.Tables.Contains(name) ? name : throw call.Wrong("a table that the model's init operation fills", $"\"{name}\"");
    }
}
