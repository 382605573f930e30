using System.Runtime.InteropServices;

namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>
/// Texts as weighted counts of character n-grams within words: 1 + ln(count), times inverse document frequency, rows of length one.
/// Vocabulary and document frequencies come from the texts it is fitted on, and only from them.
/// </summary>
/// <remarks>
/// The definition is scikit-learn's <c>TfidfVectorizer(analyzer="char_wb", sublinear_tf=True)</c>: lower case, a space on either side of
/// each word, idf = ln((1 + n) / (1 + df)) + 1.
/// </remarks>
public sealed class CharacterNGrams
{
    private readonly CharacterNGramOptions options;
    private readonly Dictionary<string, int> vocabulary;
    private readonly float[] idf;

    private CharacterNGrams(CharacterNGramOptions options, Dictionary<string, int> vocabulary, string[] names, float[] idf)
    {
        this.options = options;
        this.vocabulary = vocabulary;
        this.idf = idf;
        Names = names;
    }

    /// <summary>The n-grams kept, in ordinal order: the columns of <see cref="Transform"/>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The number of n-grams kept.</summary>
    public int Width => Names.Count;

    /// <summary>Learns the vocabulary and document frequencies.</summary>
    /// <param name="training">The training texts; null is an empty text.</param>
    /// <param name="options">Which n-grams to count; null: 1 to 3 characters, all of them.</param>
    public static CharacterNGrams Fit(ReadOnlySpan<string?> training, CharacterNGramOptions? options = null)
    {
        options ??= new CharacterNGramOptions();
        var found = new Dictionary<string, (int Texts, int Count, int Last)>(StringComparer.Ordinal);
        var lookup = found.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int row = 0; row < training.Length; row++)
        {
            foreach (string word in PaddedWords(training[row]))
            {
                foreach ((int start, int length) in Pieces(word, options))
                {
                    ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, word.AsSpan(start, length), out bool known);
                    if (!known || entry.Last != row)
                    {
                        entry.Texts++;
                        entry.Last = row;
                    }

                    entry.Count++;
                }
            }
        }

        IEnumerable<KeyValuePair<string, (int Texts, int Count, int Last)>> kept = found.Where(pair => pair.Value.Texts >= options.MinimumTexts);
        if (options.MaximumFeatures is int most)
        {
            kept = kept.OrderByDescending(pair => pair.Value.Count).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(most);
        }

        string[] names = [.. kept.Select(pair => pair.Key)];
        Array.Sort(names, StringComparer.Ordinal);
        var vocabulary = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        var idf = new float[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            vocabulary[names[i]] = i;
            idf[i] = (float)(Math.Log((1.0 + training.Length) / (1.0 + found[names[i]].Texts)) + 1);
        }

        return new CharacterNGrams(options, vocabulary, names, idf);
    }

    /// <summary>Weighs the n-grams of texts; those that the training texts do not have are left out.</summary>
    /// <param name="texts">Any texts; null is an empty text.</param>
    /// <returns><c>(texts, Width)</c>; a text without a known n-gram is an empty row.</returns>
    public SparseRows Transform(ReadOnlySpan<string?> texts)
    {
        var starts = new int[texts.Length + 1];
        var indices = new List<int>(texts.Length * 16);
        var values = new List<float>(texts.Length * 16);
        var counts = new Dictionary<int, int>();
        var lookup = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        var order = new List<int>();
        for (int row = 0; row < texts.Length; row++)
        {
            counts.Clear();
            foreach (string word in PaddedWords(texts[row]))
            {
                foreach ((int start, int length) in Pieces(word, options))
                {
                    if (lookup.TryGetValue(word.AsSpan(start, length), out int index))
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(counts, index, out _)++;
                    }
                }
            }

            order.Clear();
            order.AddRange(counts.Keys);
            order.Sort();
            double squares = 0;
            foreach (int index in order)
            {
                double weight = (1 + Math.Log(counts[index])) * idf[index];
                squares += weight * weight;
                indices.Add(index);
                values.Add((float)weight);
            }

            float scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
            Span<float> written = CollectionsMarshal.AsSpan(values)[starts[row]..];
            foreach (ref float value in written)
            {
                value *= scale;
            }

            starts[row + 1] = indices.Count;
        }

        return new SparseRows(Width, starts, [.. indices], [.. values]);
    }

    private static IEnumerable<string> PaddedWords(string? text)
    {
        if (text is null)
        {
            yield break;
        }

        foreach (string word in text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return $" {word} ";
        }
    }

    // A word shorter than n counts once, whole, as scikit-learn has it.
    private static IEnumerable<(int Start, int Length)> Pieces(string word, CharacterNGramOptions options)
    {
        for (int n = options.Shortest; n <= options.Longest; n++)
        {
            int length = Math.Min(n, word.Length);
            for (int start = 0; start + length <= word.Length; start++)
            {
                yield return (start, length);
            }

            if (n >= word.Length)
            {
                yield break;
            }
        }
    }
}
