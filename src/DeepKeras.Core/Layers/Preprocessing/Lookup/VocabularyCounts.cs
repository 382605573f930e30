using System.Text;

namespace DeepKeras.Layers;

/// <summary>How often terms are there, and in how many rows: what a lookup layer is adapted by. A term is a string or a long.</summary>
internal sealed class VocabularyCounts
{
    private readonly Dictionary<object, long> counts = [];
    private readonly Dictionary<object, long> documents = [];
    private readonly HashSet<object> row = [];

    /// <summary>How many rows there were.</summary>
    public long Rows { get; private set; }

    public void AddRow(IEnumerable<object> terms)
    {
        row.Clear();
        foreach (object term in terms)
        {
            counts[term] = counts.GetValueOrDefault(term) + 1;
            if (row.Add(term))
            {
                documents[term] = documents.GetValueOrDefault(term) + 1;
            }
        }

        Rows++;
    }

    /// <summary>The terms but for some, the most frequent first; among equals the last in order, of bytes or of numbers.</summary>
    public object[] Terms(IEnumerable<object> without) =>
        [.. counts.Where(pair => !without.Contains(pair.Key)).OrderByDescending(pair => pair.Value).ThenByDescending(pair => pair.Key, TermOrder.Instance).Select(pair => pair.Key)];

    /// <summary>ln(1 + rows / (1 + rows with the term)).</summary>
    public float Rarity(object term) => (float)Math.Log(1 + ((double)Rows / (1 + documents.GetValueOrDefault(term))));

    private sealed class TermOrder : IComparer<object>
    {
        public static TermOrder Instance { get; } = new();

        public int Compare(object? a, object? b) => a is string text
            ? Encoding.UTF8.GetBytes(text).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes((string)b!))
            : ((long)a!).CompareTo((long)b!);
    }
}
