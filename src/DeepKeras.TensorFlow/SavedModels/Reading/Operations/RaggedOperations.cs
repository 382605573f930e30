using System.Text;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>Operations whose results' sizes follow from texts: what splits, joins and fills up rows of different lengths.</summary>
internal static class RaggedOperations
{
    private const long MostElements = 1 << 26;
    private static readonly char[] Spaces = [' ', '\t', '\n', '\v', '\f', '\r'];

    public static void AddTo(OperationTable table)
    {
        table.AddAll("StringSplitV2", call => Split(call, call.Given(1) is { Type: DType.String, Elements: 1 } separator ? separator.Texts[0] : throw call.Wrong("one separator as input 1", "another input")));
        table.AddAll("StringNGrams", NGrams);
        table.AddAll("UnicodeDecode", call => Decoded(call)[..2]);
        table.AddAll("UnicodeDecodeWithOffsets", Decoded);
        table.Add("UnicodeEncode", Encoded);
        table.Add("RaggedTensorToTensor", Filled);
        table.Add("SparseToDense", Dense);
        table.Add("Where", Places);
    }

    private static HostArray Given(NodeCall call, int i) => call.Given(i) ?? throw call.Wrong($"input {i} that follows from texts that are fed", "one that follows from computed numbers");

    private static long[] Longs(NodeCall call, int i)
    {
        HostArray array = Given(call, i);
        return array.Type.IsInteger() ? [.. Enumerable.Range(0, (int)array.Elements).Select(at => ConstantFolding.Integer(array, at))] : throw call.Wrong($"whole numbers as input {i}", array.Type.KerasName());
    }

    private static HostArray Vector(IReadOnlyList<long> values, DType type = DType.Int64) => HostArray.Of<long>([.. values], [values.Count]).Cast(type);

    /// <summary>White space where there is no separator; runs of it count once.</summary>
    private static Tensor[] Split(NodeCall call, string separator)
    {
        HostArray texts = TextOperations.Texts(call, 0);
        if (texts.Shape.Rank != 1 || call.Int("maxsplit", -1) >= 0)
        {
            throw call.Wrong("a vector of texts, split wherever there is a separator", $"shape {texts.Shape}, at most {call.Int("maxsplit", -1)} times");
        }

        var places = new List<long>();
        var parts = new List<string>();
        int most = 0;
        for (int row = 0; row < texts.Elements; row++)
        {
            string[] found = separator.Length == 0 ? texts.Texts[row].Split(Spaces, StringSplitOptions.RemoveEmptyEntries) : texts.Texts[row].Split(separator);
            for (int i = 0; i < found.Length; i++)
            {
                places.Add(row);
                places.Add(i);
            }

            parts.AddRange(found);
            most = Math.Max(most, found.Length);
        }

        return
        [
            call.Result(Vector(places).Reshaped([parts.Count, 2])), call.Result(HostArray.OfText([.. parts], [parts.Count])), call.Result(Vector([texts.Elements, most])),
        ];
    }

    private static Tensor[] NGrams(NodeCall call)
    {
        HostArray texts = TextOperations.Texts(call, 0);
        long[] splits = Splits(call, 1, texts.Elements);
        if (call.Text("left_pad").Length > 0 || call.Text("right_pad").Length > 0 || call.Int("pad_width") != 0 || call.Flag("preserve_short_sequences"))
        {
            throw call.Wrong("n-grams without padding", "attributes for it");
        }

        var grams = new List<string>();
        var ends = new List<long> { 0 };
        for (int row = 0; row + 1 < splits.Length; row++)
        {
            foreach (int width in call.Ints("ngram_widths"))
            {
                for (long i = splits[row]; width > 0 && i + width <= splits[row + 1]; i++)
                {
                    grams.Add(string.Join(call.Text("separator"), texts.Texts.Slice((int)i, width).ToArray()));
                }
            }

            ends.Add(grams.Count);
        }

        return [call.Result(HostArray.OfText([.. grams], [grams.Count])), call.Result(Vector(ends, call.Type("Tsplits", DType.Int64)))];
    }

    private static Tensor[] Decoded(NodeCall call)
    {
        HostArray texts = TextOperations.Texts(call, 0);
        if (call.Text("input_encoding") is not ("UTF-8" or "utf-8" or "UTF8") || call.Flag("replace_control_characters"))
        {
            throw call.Wrong("UTF-8 as it is", $"\"{call.Text("input_encoding")}\", or control characters replaced");
        }

        var characters = new List<long>();
        var offsets = new List<long>();
        var ends = new List<long> { 0 };
        foreach (string text in texts.Texts)
        {
            long offset = 0;
            foreach (Rune rune in text.EnumerateRunes())
            {
                characters.Add(rune.Value);
                offsets.Add(offset);
                offset += rune.Utf8SequenceLength;
            }

            ends.Add(characters.Count);
        }

        return [call.Result(Vector(ends, call.Type("Tsplits", DType.Int64))), call.Result(Vector(characters, DType.Int32)), call.Result(Vector(offsets))];
    }

    private static Tensor Encoded(NodeCall call)
    {
        long[] characters = Longs(call, 0), splits = Splits(call, 1, characters.Length);
        string[] texts = [.. splits.Zip(splits.Skip(1)).Select(row => string.Concat(characters[(int)row.First..(int)row.Second].Select(c => Rune.IsValid((int)c) ? new Rune((int)c).ToString() : "\uFFFD")))];
        return call.Text("output_encoding") is "UTF-8" or "utf-8" or "UTF8" ? call.Result(HostArray.OfText(texts, [texts.Length])) : throw call.Wrong("UTF-8", $"\"{call.Text("output_encoding")}\"");
    }

    /// <summary>Where rows begin: from 0, never back, to the end.</summary>
    private static long[] Splits(NodeCall call, int i, long elements)
    {
        long[] splits = Longs(call, i);
        bool sound = splits.Length > 0 && splits[0] == 0 && splits[^1] == elements && splits.Zip(splits.Skip(1)).All(pair => pair.First <= pair.Second);
        return sound ? splits : throw call.Wrong($"rows of {elements} elements as input {i}", "other ones");
    }

    /// <summary>Rows of one length; what is too long is cut, what is too short filled up.</summary>
    private static Tensor Filled(NodeCall call)
    {
        long[] wanted = Longs(call, 0);
        HostArray values = Given(call, 1), filler = Given(call, 2);
        string[] types = call.Texts("row_partition_types");
        int levels = types is ["FIRST_DIM_SIZE", ..] ? types.Length - 1 : types.Length;
        if (filler.Elements != 1 || filler.Type != values.Type || call.Count != 3 + types.Length || levels < 1 || wanted.Length > 0 && wanted.Length != levels + values.Shape.Rank)
        {
            throw call.Wrong("rows of elements, a single one to fill up with, and a shape of as many axes", $"{values.Shape}, {filler.Shape}, {wanted.Length} axes and {string.Join(", ", types)}");
        }

        // The inner rows first: where each begins among the values.
        var splits = new long[levels][];
        long inner = values.Shape[0];
        for (int level = levels - 1; level >= 0; level--)
        {
            int input = 3 + types.Length - levels + level;
            splits[level] = types[^(levels - level)] switch
            {
                "ROW_SPLITS" => Splits(call, input, inner),
                "VALUE_ROWIDS" => FromRows(call, input, inner, level == 0 && levels < types.Length ? Longs(call, 3)[0] : -1),
                _ => throw call.Wrong("rows by ROW_SPLITS or VALUE_ROWIDS", types[^(levels - level)]),
            };
            inner = splits[level].Length - 1;
        }

        int[] sizes = [(int)Wanted(0, inner), .. Enumerable.Range(0, levels).Select(level => (int)Wanted(level + 1, splits[level].Zip(splits[level].Skip(1)).Select(row => row.Second - row.First).DefaultIfEmpty(0).Max())), .. values.Shape[1..]];
        if (sizes.Aggregate(1.0, (product, size) => product * size) > MostElements)
        {
            throw call.Wrong($"at most {MostElements} elements", string.Join(" × ", sizes));
        }

        var result = new HostArray(values.Type, Shape.Create(sizes));
        for (long i = 0; i < result.Elements; i++)
        {
            result.CopyFrom(filler, 0, i, 1);
        }

        long block = values.Shape[1..].Elements;
        Place(0, 0, inner, 0);
        return call.Result(result);

        long Wanted(int axis, long found) => axis < wanted.Length && wanted[axis] >= 0 ? wanted[axis] : found;

        void Place(int level, long from, long to, long at)
        {
            for (long i = from; i < to && i - from < sizes[level]; i++)
            {
                long place = at + i - from;
                if (level == levels)
                {
                    result.CopyFrom(values, i * block, place * block, block);
                }
                else
                {
                    Place(level + 1, splits[level][i], splits[level][i + 1], place * sizes[level + 1]);
                }
            }
        }
    }

    private static long[] FromRows(NodeCall call, int i, long elements, long rows)
    {
        long[] ids = Longs(call, i);
        rows = rows >= 0 ? rows : ids.Length == 0 ? 0 : ids[^1] + 1;
        if (ids.Length != elements || rows > MostElements || ids.Zip(ids.Skip(1)).Any(pair => pair.First > pair.Second) || ids.Any(id => id < 0 || id >= rows))
        {
            throw call.Wrong($"the rows of {elements} elements in order as input {i}", "other ones");
        }

        long[] splits = new long[rows + 1];
        foreach (long id in ids)
        {
            splits[id + 1]++;
        }

        for (int row = 0; row < rows; row++)
        {
            splits[row + 1] += splits[row];
        }

        return splits;
    }

    private static Tensor Dense(NodeCall call)
    {
        long[] places = Longs(call, 0), sizes = Longs(call, 1);
        HostArray values = Given(call, 2), filler = Given(call, 3);
        int rank = sizes.Length;
        if (sizes.Any(size => size < 0) || sizes.Aggregate(1.0, (product, size) => product * size) > MostElements || filler.Elements != 1 || filler.Type != values.Type || places.Length != (values.Shape.Rank == 0 ? places.Length : values.Elements * rank))
        {
            throw call.Wrong("a place for each value", $"{places.Length} numbers for {values.Elements} values in {rank} axes");
        }

        var result = new HostArray(values.Type, Shape.Create([.. sizes.Select(size => (int)size)]));
        for (long i = 0; i < result.Elements; i++)
        {
            result.CopyFrom(filler, 0, i, 1);
        }

        for (int i = 0; rank > 0 && i < places.Length / rank; i++)
        {
            long at = 0;
            for (int axis = 0; axis < rank; axis++)
            {
                long place = places[(i * rank) + axis];
                at = place >= 0 && place < sizes[axis] ? (at * sizes[axis]) + place : throw call.Wrong($"places in {result.Shape}", $"{place} along axis {axis}");
            }

            result.CopyFrom(values, values.Shape.Rank == 0 ? 0 : i, at, 1);
        }

        return call.Result(result);
    }

    /// <summary>The places of what is not 0.</summary>
    private static Tensor Places(NodeCall call)
    {
        HostArray x = Given(call, 0);
        var places = new List<long>();
        for (long i = 0; i < x.Elements; i++)
        {
            if (x[i] != 0)
            {
                long rest = i;
                long[] place = new long[x.Shape.Rank];
                for (int axis = place.Length - 1; axis >= 0; axis--)
                {
                    (rest, place[axis]) = Math.DivRem(rest, x.Shape[axis]);
                }

                places.AddRange(place);
            }
        }

        return call.Result(Vector(places).Reshaped([x.Shape.Rank == 0 ? 0 : places.Count / x.Shape.Rank, x.Shape.Rank]));
    }
}
