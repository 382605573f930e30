using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DeepKeras.Operations;

namespace DeepKeras.TensorFlow;

/// <summary>
/// A look-up table as TensorFlow's tables are filled: from the lines of a text file where one side of the table is a running number, else from
/// constants. A pair that does not go with the others, such as that of a mask, is left to whoever looks up.
/// </summary>
internal sealed class TableContents
{
    private TableContents(LookupTable table, string[]? lines, long first, bool keysAreLines)
    {
        Table = table;
        (Lines, First, KeysAreLines) = (lines, first, keysAreLines);
    }

    public LookupTable Table { get; }

    /// <summary>The lines of the file; null: the table is filled from constants.</summary>
    public IReadOnlyList<string>? Lines { get; }

    /// <summary>The number of the first line.</summary>
    public long First { get; }

    /// <summary>Whether lines are keys, and their numbers values; else it is the other way round.</summary>
    public bool KeysAreLines { get; }

    /// <summary>Whether the table's last pair is not in the file.</summary>
    public bool HasExtra => Lines is not null && Lines.Count < Table.Keys.Elements;

    public static TableContents Of(LookupTable table) => Of(table, table.Keys, table.Values, keysAreLines: true) ?? Of(table, table.Values, table.Keys, keysAreLines: false) ?? new(table, null, 0, false);

    /// <summary>The element that stands at a place, as a scalar.</summary>
    public static HostArray At(HostArray array, long place)
    {
        var result = new HostArray(array.Type, Shape.Scalar);
        result.CopyFrom(array, place, 0, 1);
        return result;
    }

    private static TableContents? Of(LookupTable table, HostArray texts, HostArray numbers, bool keysAreLines)
    {
        int count = (int)texts.Elements;
        if (numbers.Type != DType.Int64 || count == 0)
        {
            return null;
        }

        long first = numbers.As<long>()[0];
        string[] lines = [.. Enumerable.Range(0, count).TakeWhile(i => numbers.As<long>()[i] == first + i).Select(i => Line(texts, i)).TakeWhile(IsLine)];
        return lines.Length > 0 && lines.Length >= count - 1 ? new(table, lines, first, keysAreLines) : null;
    }

    private static string Line(HostArray array, int i) => array.Type == DType.String ? array.Texts[i] : array.As<long>()[i].ToString(CultureInfo.InvariantCulture);

    /// <summary>TensorFlow refuses empty lines, and drops carriage returns.</summary>
    private static bool IsLine(string text) => text.Length > 0 && !text.AsSpan().ContainsAny('\n', '\r');

    /// <summary>Tables with the same pairs are one, whatever is given for what they lack.</summary>
    internal sealed class SamePairs : IEqualityComparer<LookupTable>
    {
        public static SamePairs Instance { get; } = new();

        public bool Equals(LookupTable? a, LookupTable? b) => ReferenceEquals(a, b) || (a is not null && b is not null && Same(a.Keys, b.Keys) && Same(a.Values, b.Values));

        public int GetHashCode([DisallowNull] LookupTable table) => HashCode.Combine(table.KeyType, table.ValueType, table.Keys.Elements);

        private static bool Same(HostArray a, HostArray b) =>
            a.Type == b.Type && a.Elements == b.Elements && (a.Type == DType.String ? a.Texts.SequenceEqual(b.Texts) : a.Bytes.SequenceEqual(b.Bytes));
    }
}
