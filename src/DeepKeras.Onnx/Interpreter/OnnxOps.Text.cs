using DeepKeras.Onnx.Messages;
using DeepKeras.Operations;

namespace DeepKeras.Onnx;

/// <summary>
/// Text and look-ups, as far as ONNX's own operators go: LabelEncoder looks up, StringNormalizer makes lower case, StringSplit splits at white
/// space. What deletes or replaces a character splits there and joins what is left.
/// </summary>
internal sealed partial class OnnxOps
{
    private const string Punctuation = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";
    private const string OtherSpaces = "\t\n\v\f\r";
    private const string NoHash = "it has no operator that reads a text's bytes, and says nothing of products that do not fit 64 bits";

    public OnnxValue TextOf(OnnxValue x) => Result(graph.Add("Cast", [x.Name], ("to", (long)OnnxTypes.Code(DType.String))));

    public OnnxValue TextHash(OnnxValue x, TextHash op) => throw NoText(op.Key is null ? "FarmHash (StringToHashBucketFast)" : "SipHash (StringToHashBucketStrong)", NoHash);

    public OnnxValue CrossedHash(ReadOnlySpan<OnnxValue> x, long buckets) => throw NoText("the hash of several columns (SparseCross)", NoHash);

    public OnnxValue Required(OnnxValue condition, OnnxValue x, string message) => throw NoText("a demand on the data (Assert)", "it has no operator that fails");

    public OnnxValue TableLookup(OnnxValue x, LookupTable table)
    {
        if (table.Keys.Elements == 0)
        {
            return Result(Expanded(graph.Initializer(table.Default ?? throw NoText($"a look-up in an empty table, {table.Place}", "LabelEncoder needs a key")), table.ValueType, ShapeOf(x)));
        }

        if (table.Default is not null)
        {
            return Result(Encoded(x, table.Keys, table.Values, table.Default));
        }

        // A key that is not there gets a place behind the end of a table of all values, where taking an element is an error.
        long[] values = table.ValueType == DType.Int64 ? table.Values.As<long>().ToArray() : throw NoText($"a look-up of texts without a default, {table.Place}", "it has no operator that fails");
        long least = values.Min(), count = values.Max() - least + 1;
        string place = Encoded(x, table.Keys, HostArray.Of<long>([.. values.Select(value => value - least)], [values.Length]), HostArray.Scalar(count));
        return Result(Add("Gather", graph.Longs([.. Enumerable.Range(0, (int)count).Select(i => i + least)]), place));
    }

    public OnnxValue TextTokens(OnnxValue x, TextTokens op)
    {
        bool isSplit = op.Splitting == TextSplitting.Whitespace;
        if (op.Splitting == TextSplitting.Character)
        {
            throw NoText("splitting text into characters (UnicodeSplit)", "it has no operator that reads a text's characters");
        }

        if (x.Shape.Rank > 2)
        {
            throw NoText($"splitting texts of shape {x.Shape}", "StringSplit takes (batch) or (batch, 1) here");
        }

        string flat = Cleaned(Add("Reshape", x.Name, graph.Longs(-1)), op.Cleaning, isSplit);
        if (!isSplit && (x.Shape.Rank < 2 || (op.NGrams.Count == 0 && op.Length < 0)))
        {
            return Result(Add("Reshape", flat, ShapeOf(x)));
        }

        string tokens, counts;
        if (isSplit)
        {
            string[] split = graph.AddMany("StringSplit", [flat], 2);
            (tokens, counts) = (split[0], split[1]);
        }
        else
        {
            tokens = Add("Reshape", flat, ShapeOf(x));
            counts = Add("Expand", SizeVector(x, 1), SizeVector(x, 0));
        }

        tokens = op.NGrams.Count > 0 ? NGrams(tokens, counts, op) : tokens;
        if (op.Length >= 0)
        {
            string rows = graph.Add("Shape", [tokens], ("start", 0), ("end", 1));
            string filler = Add("Expand", Text(""), graph.Add("Concat", [rows, graph.Longs(op.Length)], ("axis", 0)));
            tokens = Sliced(graph.Add("Concat", [tokens, filler], ("axis", 1)), 1, 0, op.Length, 1);
        }

        return Result(tokens);
    }

    private static NotSupportedException NoText(string what, string why) =>
        new($"ONNX cannot express {what}: {why}. Export the model that takes this layer's results, or write a SavedModel, which has it.");

    /// <summary>The values of keys, by ai.onnx.ml's LabelEncoder.</summary>
    private string Encoded(OnnxValue x, HostArray keys, HostArray values, HostArray missing) => graph.Add(
        "LabelEncoder",
        [x.Name],
        keys.Type == DType.String ? ("keys_strings", (object)keys.Texts.ToArray()) : ("keys_int64s", keys.As<long>().ToArray()),
        values.Type == DType.String ? ("values_strings", (object)values.Texts.ToArray()) : ("values_int64s", values.As<long>().ToArray()),
        missing.Type == DType.String ? ("default_string", (object)missing.Texts[0]) : ("default_int64", missing.As<long>()[0]));

    private string Text(string text) => graph.Initializer(HostArray.OfText([text], Shape.Scalar));

    private string Cleaned(string flat, TextCleaning cleaning, bool willBeSplit)
    {
        if (cleaning is TextCleaning.Lower or TextCleaning.LowerAndStripPunctuation)
        {
            // The letters of ASCII alone, as in TensorFlow.
            flat = graph.Add("StringNormalizer", [flat], ("case_change_action", "LOWER"), ("is_case_sensitive", 1), ("locale", "C"));
        }

        if (cleaning is TextCleaning.StripPunctuation or TextCleaning.LowerAndStripPunctuation)
        {
            flat = Punctuation.Aggregate(flat, (text, mark) => Replaced(text, mark, ""));
        }

        return willBeSplit ? OtherSpaces.Aggregate(flat, (text, space) => Replaced(text, space, " ")) : flat;
    }

    /// <summary>Texts without a character, or with another text in its place; at the end there may be more of it.</summary>
    private string Replaced(string flat, char character, string by)
    {
        string parts = graph.AddMany("StringSplit", [flat], 2, ("delimiter", character.ToString()))[0];
        string start = Add("Expand", Text(""), Add("Shape", flat)), between = Text(by);
        OnnxGraphBuilder inner = graph.Body();
        string state = graph.Unique("text"), part = graph.Unique("part");
        string joined = inner.Add("StringConcat", [state, part]);
        joined = by.Length == 0 ? joined : inner.Add("StringConcat", [joined, between]);

        // ONNX Runtime's StringConcat (1.31) adds to what an earlier step left where it writes a state; Where does not.
        string result = inner.Add("Where", [graph.Scalar(DType.Bool, 1), joined, state]);
        var texts = new TensorType(DType.String, [Shape.Unknown]);
        var body = new GraphProto { Name = graph.Unique("join"), Input = { Described(state, texts), Described(part, texts) }, Output = { Described(result, texts) } };
        body.Node.AddRange(inner.Nodes);
        return graph.Add("Scan", [start, parts], ("body", body), ("num_scan_inputs", 1), ("scan_input_axes", (long[])[1]));
    }

    /// <summary>Runs of tokens, those of the first width first, without gaps in a row.</summary>
    private string NGrams(string tokens, string counts, TextTokens op)
    {
        string[] grams = new string[op.NGrams.Count], valid = new string[op.NGrams.Count];
        for (int i = 0; i < grams.Length; i++)
        {
            int width = op.NGrams[i];
            grams[i] = width == 1 ? tokens : Part(0, width);
            for (int k = 1; k < width; k++)
            {
                grams[i] = Add("StringConcat", Add("StringConcat", grams[i], Text(" ")), Part(k, width));
            }

            string last = Add("Add", Counted(grams[i]), graph.Scalar(DType.Int64, width - 1));
            valid[i] = Add("Less", last, Add("Unsqueeze", counts, graph.Longs(1)));
        }

        string all = grams.Length == 1 ? grams[0] : graph.Add("Concat", grams, ("axis", 1)), isThere = valid.Length == 1 ? valid[0] : graph.Add("Concat", valid, ("axis", 1));
        string masked = Add("Where", isThere, all, Text(""));
        if (grams.Length == 1)
        {
            return masked;
        }

        // What is there comes first, in its order.
        string size = graph.Add("Shape", [all], ("start", 1), ("end", 2)), there = graph.Add("Cast", [isThere], ("to", (long)OnnxTypes.Code(DType.Int64)));
        string key = Add("Sub", Add("Mul", there, size), Counted(all));
        string order = graph.AddMany("TopK", [key, size], 2, ("axis", 1), ("largest", 1), ("sorted", 1))[1];
        string dense = graph.Add("GatherElements", [masked, order], ("axis", 1));
        string most = graph.Add("ReduceMax", [graph.Add("ReduceSum", [there, graph.Longs(1)], ("keepdims", 0))], ("keepdims", 1));
        return Add("Slice", dense, graph.Longs(0), most, graph.Longs(1));

        string Part(int k, int width) => Sliced(tokens, 1, k, k == width - 1 ? long.MaxValue : k + 1 - width, 1);

        string Counted(string x) => Add("Range", graph.Scalar(DType.Int64, 0), Add("Squeeze", graph.Add("Shape", [x], ("start", 1), ("end", 2))), graph.Scalar(DType.Int64, 1));
    }
}
