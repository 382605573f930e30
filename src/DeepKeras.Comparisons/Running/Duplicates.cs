using System.Globalization;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>Looks for test rows whose features stand in the training part too: what is learnt by heart there counts as understood.</summary>
internal static class Duplicates
{
    private const double Tolerated = 0.01;

    /// <summary>A warning when more than 1 % of the test rows, over all folds, also occur in training; else null.</summary>
    public static string? Warning(double share)
    {
        return share <= Tolerated ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{share:P1} of the test rows have the same features as a training row of their fold: scores may flatter learners that remember rows.");
    }

    /// <summary>The share of test rows, over all folds, whose features also occur in the fold's training part.</summary>
    public static double Share(Dataset data, IReadOnlyList<Fold> folds)
    {
        int[] identity = Identities(data);
        long seen = 0, tested = 0;
        var training = new HashSet<int>();
        foreach (Fold fold in folds)
        {
            training.Clear();
            foreach (int row in fold.Train)
            {
                training.Add(identity[row]);
            }

            tested += fold.Test.Length;
            seen += fold.Test.Count(row => training.Contains(identity[row]));
        }

        return tested == 0 ? 0 : (double)seen / tested;
    }

    private static int[] Identities(Dataset data)
    {
        var hashes = new ulong[data.Rows];
        foreach (Column column in data.Features)
        {
            for (int row = 0; row < hashes.Length; row++)
            {
                ulong value = column.Kind == ColumnKind.Number
                    ? (uint)BitConverter.SingleToInt32Bits(column.Numbers[row] == 0 ? 0f : column.Numbers[row])
                    : HashOf(column.Strings[row]);
                hashes[row] = Mix(hashes[row] ^ Mix(value + 0x9E3779B97F4A7C15));
            }
        }

        var numbers = new Dictionary<ulong, int>(hashes.Length);
        return [.. hashes.Select(hash =>
        {
            if (!numbers.TryGetValue(hash, out int number))
            {
                number = numbers.Count;
                numbers.Add(hash, number);
            }

            return number;
        })];
    }

    // FNV-1a over UTF-16; a missing text is no empty text.
    private static ulong HashOf(string? text)
    {
        ulong hash = 14695981039346656037;
        if (text is null)
        {
            return 1;
        }

        foreach (char c in text)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
