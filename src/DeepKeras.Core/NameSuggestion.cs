namespace DeepKeras;

/// <summary>The sentence for a name that is not known: the nearest one that is, and the list.</summary>
public static class NameSuggestion
{
    /// <summary>
    /// <c>unknown layer "dens"; did you mean "dense"? Known: activation, dense, ...</c>
    /// The question stands only where a known name is near; case, <c>-</c>, <c>_</c> and spaces do not count.
    /// </summary>
    /// <param name="what">What is named, such as <c>layer</c> or <c>column</c>.</param>
    /// <param name="given">The name that came.</param>
    /// <param name="known">The names that would do, in the order they are to be listed.</param>
    public static string Unknown(string what, string given, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string question = Nearest(given, names) is { } near ? $"; did you mean \"{near}\"?" : ".";
        string list = names.Length == 0 ? "none" : string.Join(", ", names);
        return $"unknown {what} \"{given}\"{question} Known: {list}.";
    }

    /// <summary>
    /// The known name with the smallest edit distance (insertions, deletions, replacements and swaps of neighbours count one each),
    /// or null when none is within a third of the longer name, and at least one edit. On a tie the first one listed.
    /// </summary>
    /// <param name="given">The name that came.</param>
    /// <param name="known">The names that would do.</param>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        string folded = Fold(given);
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string name in known)
        {
            string other = Fold(name);
            int limit = Math.Max(1, Math.Max(folded.Length, other.Length) / 3);
            int distance = Distance(folded, other);
            if (distance <= limit && distance < Math.Max(folded.Length, other.Length) && distance < bestDistance)
            {
                best = name;
                bestDistance = distance;
            }
        }

        return best;
    }

    private static string Fold(string name) =>
        string.Concat(name.Where(c => c is not ('-' or '_' or ' '))).ToLowerInvariant();

    /// <summary>Optimal string alignment: Levenshtein's distance with swaps of neighbours (Damerau 1964).</summary>
    private static int Distance(string a, string b)
    {
        var beforeLast = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }
}
