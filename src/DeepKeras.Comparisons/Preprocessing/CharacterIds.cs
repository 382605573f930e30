namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>
/// Texts as rows of character ids for an embedding: every word between a start and an end symbol, padded to one length.
/// Alphabet and length come from the texts it is fitted on, and only from them.
/// </summary>
public sealed class CharacterIds
{
    /// <summary>The id after the end of a text.</summary>
    public const int Padding = 0;

    /// <summary>The id of a character that the training texts do not have.</summary>
    public const int Unknown = 1;

    /// <summary>The id before each word.</summary>
    public const int WordStart = 2;

    /// <summary>The id after each word.</summary>
    public const int WordEnd = 3;

    private const int FirstCharacter = 4;
    private readonly Dictionary<char, int> ids;

    private CharacterIds(Dictionary<char, int> ids, int length)
    {
        this.ids = ids;
        Length = length;
    }

    /// <summary>The number of ids: the characters seen and four symbols.</summary>
    public int VocabularySize => ids.Count + FirstCharacter;

    /// <summary>The characters, in the order of their ids.</summary>
    internal IEnumerable<char> Alphabet => ids.OrderBy(pair => pair.Value).Select(pair => pair.Key);

    /// <summary>The number of ids in a row: that of the longest training text, at most the limit given.</summary>
    public int Length { get; }

    /// <summary>Learns the alphabet and the longest text.</summary>
    /// <param name="training">The training texts; null is an empty text.</param>
    /// <param name="maximumLength">The most ids in a row; what is longer is cut.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumLength"/> is not positive.</exception>
    public static CharacterIds Fit(ReadOnlySpan<string?> training, int maximumLength = 256)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumLength);
        var seen = new SortedSet<char>();
        int longest = 1;
        foreach (string? text in training)
        {
            int length = 0;
            foreach (string word in Words(text))
            {
                length += word.Length + 2;
                foreach (char c in word)
                {
                    seen.Add(c);
                }
            }

            longest = Math.Max(longest, length);
        }

        return Of(seen, Math.Min(longest, maximumLength));
    }

    /// <summary>Ids from an alphabet learnt before.</summary>
    internal static CharacterIds Of(IEnumerable<char> alphabet, int length)
    {
        var ids = new Dictionary<char, int>();
        foreach (char c in alphabet)
        {
            ids.Add(c, FirstCharacter + ids.Count);
        }

        return new CharacterIds(ids, length);
    }

    /// <summary>Writes texts as ids.</summary>
    /// <param name="texts">Any texts; null is an empty text.</param>
    /// <returns>Row-major, <c>(texts, Length)</c>.</returns>
    public int[] Transform(ReadOnlySpan<string?> texts)
    {
        var written = new int[texts.Length * Length];
        for (int row = 0; row < texts.Length; row++)
        {
            Span<int> target = written.AsSpan(row * Length, Length);
            int at = 0;
            foreach (string word in Words(texts[row]))
            {
                Put(target, ref at, WordStart);
                foreach (char c in word)
                {
                    Put(target, ref at, ids.GetValueOrDefault(c, Unknown));
                }

                Put(target, ref at, WordEnd);
            }
        }

        return written;
    }

    private static void Put(Span<int> target, ref int at, int id)
    {
        if (at < target.Length)
        {
            target[at++] = id;
        }
    }

    private static string[] Words(string? text) =>
        text is null ? [] : text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
