using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Operations on text. Where the texts are given, the results are computed while the graph is translated, and their sizes are known.</summary>
internal static class TextOperations
{
    private static readonly char[] Spaces = [' ', '\t', '\n', '\v', '\f', '\r'];

    public static void AddTo(OperationTable table)
    {
        Map(table, "StringLower", call => call.Text("encoding") == "utf-8" ? text => text.ToLowerInvariant() : text => Ascii(text, char.ToLowerInvariant));
        Map(table, "StringUpper", call => call.Text("encoding") == "utf-8" ? text => text.ToUpperInvariant() : text => Ascii(text, char.ToUpperInvariant));
        Map(table, "StringStrip", call => text => text.Trim(Spaces));
        Map(table, "StaticRegexReplace", call => Replacing(call.Text("pattern"), call.Text("rewrite"), call.Flag("replace_global", true)));
        Map(table, "RegexReplace", call => Replacing(One(call, 1), One(call, 2), call.Flag("replace_global", true)));
        table.Add("StaticRegexFullMatch", call => call.Result(Matches(Texts(call, 0), Re2Pattern.Compile(call.Text("pattern"), whole: true))));
        table.Add("RegexFullMatch", call => call.Result(Matches(Texts(call, 0), Re2Pattern.Compile(One(call, 1), whole: true))));
        table.Add("StringLength", call => call.Result(Lengths(Texts(call, 0), call.Text("unit", "BYTE"))));
        table.Add("StringJoin", Joined);
        table.Add("StringToNumber", Numbers);
        table.Add("AsString", AsText);
        table.Add("StringToHashBucketFast", call => Hashed(call, null));
        table.Add("StringToHashBucketStrong", call => call.Find("key")?.List?.I is [long first, long second] ? Hashed(call, ((ulong)first, (ulong)second)) : throw call.Wrong("a key of two numbers", "another"));
        table.AddAll("SparseCross", Crossed);
    }

    /// <summary>Texts that are given for this run.</summary>
    public static HostArray Texts(NodeCall call, int i)
    {
        HostArray array = call.Given(i) ?? throw call.Wrong($"texts as input {i} that are fed, or made of what is fed", "ones that follow from computed numbers");
        return array.Type == DType.String ? array : throw call.Wrong($"texts as input {i}", array.Type.KerasName());
    }

    private static void Map(OperationTable table, string op, Func<NodeCall, Func<string, string>> make) => table.Add(op, call =>
    {
        HostArray texts = Texts(call, 0);
        Func<string, string> function = make(call);
        return call.Result(HostArray.OfText([.. texts.Texts.ToArray().Select(function)], texts.Shape));
    });

    private static string One(NodeCall call, int i) => Texts(call, i) is { Elements: 1 } text ? text.Texts[0] : throw call.Wrong($"one text as input {i}", $"{Texts(call, i).Elements}");

    private static string Ascii(string text, Func<char, char> function) => string.Create(text.Length, text, (letters, from) =>
    {
        for (int i = 0; i < letters.Length; i++)
        {
            letters[i] = char.IsAscii(from[i]) ? function(from[i]) : from[i];
        }
    });

    private static Func<string, string> Replacing(string pattern, string rewrite, bool all)
    {
        Regex regex = Re2Pattern.Compile(pattern);
        string replacement = Re2Pattern.Replacement(rewrite);
        return text => regex.Replace(text, replacement, all ? -1 : 1);
    }

    private static HostArray Matches(HostArray texts, Regex regex)
    {
        var result = new HostArray(DType.Bool, texts.Shape);
        for (int i = 0; i < texts.Elements; i++)
        {
            result.As<bool>()[i] = regex.IsMatch(texts.Texts[i]);
        }

        return result;
    }

    private static HostArray Lengths(HostArray texts, string unit)
    {
        var result = new HostArray(DType.Int32, texts.Shape);
        for (int i = 0; i < texts.Elements; i++)
        {
            result.As<int>()[i] = unit == "UTF8_CHAR" ? texts.Texts[i].EnumerateRunes().Count() : Encoding.UTF8.GetByteCount(texts.Texts[i]);
        }

        return result;
    }

    private static Tensor Joined(NodeCall call)
    {
        HostArray[] parts = [.. Enumerable.Range(0, call.Count).Select(i => Texts(call, i))];
        Shape shape = parts.Aggregate(Shape.Scalar, (shape, part) => Shape.Broadcast(shape, part.Shape));
        if (parts.Any(part => part.Elements != shape.Elements && part.Shape.Rank > 0))
        {
            throw call.Wrong($"texts of shape {shape}, or single ones", string.Join(", ", parts.Select(part => part.Shape)));
        }

        string separator = call.Text("separator");
        return call.Result(HostArray.OfText([.. Enumerable.Range(0, (int)shape.Elements).Select(i => string.Join(separator, parts.Select(part => part.Texts[part.Shape.Rank == 0 ? 0 : i])))], shape));
    }

    private static Tensor Numbers(NodeCall call)
    {
        HostArray texts = Texts(call, 0);
        var result = new HostArray(call.Type("out_type", DType.Float32), texts.Shape);
        for (int i = 0; i < texts.Elements; i++)
        {
            string text = texts.Texts[i];
            if (result.Type == DType.Int64 && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long whole))
            {
                result.As<long>()[i] = whole;
            }
            else if (result.Type != DType.Int64 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                result[i] = number;
            }
            else
            {
                throw new UnmetRequirementException($"{GraphInterpreter.Place(call.Node)}: expected a number as text, got \"{text}\".");
            }
        }

        return call.Result(result);
    }

    private static Tensor AsText(NodeCall call)
    {
        if (call.Find("precision") is { } precision && precision.I != -1 || call.Flag("scientific") || call.Flag("shortest") || (call.Find("width")?.I ?? -1) != -1 || call.Text("fill").Length > 0)
        {
            throw call.Wrong("numbers as text in the usual way", "attributes for another one");
        }

        if (call[0].DType.IsInteger())
        {
            return call.Given(0) is { } integers ? call.Result(TextComputation.Compute(new TextOf(), [integers])) : Ops.Emit(new TextOf(), call[0]);
        }

        HostArray values = call.Given(0) ?? throw call.Wrong("whole numbers, or others that follow from what is fed as text", call[0].DType.KerasName());
        return call.Result(HostArray.OfText(
            [.. Enumerable.Range(0, (int)values.Elements).Select(i => values.Type == DType.Bool ? values[i] != 0 ? "true" : "false" : values[i].ToString("F6", CultureInfo.InvariantCulture))],
            values.Shape));
    }

    private static Tensor Hashed(NodeCall call, (ulong, ulong)? key)
    {
        long buckets = call.Find("num_buckets")?.I ?? 0;
        var hash = new TextHash(buckets > 0 ? buckets : throw call.Wrong("a bucket or more", $"{buckets}"), key);
        return call.Given(0) is { } texts ? call.Result(TextComputation.Compute(hash, [texts])) : Ops.Emit(hash, call[0]);
    }

    /// <summary>Dense columns of one feature a row.</summary>
    private static Tensor[] Crossed(NodeCall call)
    {
        bool usual = call.Int("N") == 0 && call.Flag("hashed_output") && call.Find("hash_key")?.I == 0xDECAFCAFFE && call.Find("num_buckets")?.I > 0
            && call.Count >= 1 && Enumerable.Range(0, call.Count).All(i => call[i].Shape is [_, 1] && call[i].DType is DType.String or DType.Int64);
        if (!usual)
        {
            throw call.Wrong("hashed columns of one feature a row, as Keras's HashedCrossing has them", "others");
        }

        var op = new CrossedHash(call.Find("num_buckets")!.I);
        HostArray?[] given = [.. Enumerable.Range(0, call.Count).Select(call.Given)];
        Tensor crossed = Array.TrueForAll(given, column => column is not null) ? call.Result(TextComputation.Compute(op, [.. given.OfType<HostArray>()])) : Ops.Emit(op, call.Tensors());
        int rows = crossed.Shape[0];
        long[] places = [.. Enumerable.Range(0, rows * 2).Select(i => i % 2 == 0 ? i / 2 : 0L)];
        return [Ops.Constant(HostArray.Of<long>(places, [rows, 2])), Ops.Reshape(crossed, rows), Ops.Constant(HostArray.Of([(long)rows, 1], [2]))];
    }
}
