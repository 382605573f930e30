namespace DeepKeras.Comparisons.Folds;

/// <summary>Folds in which every row is tested once a repeat: what the k-fold splitters share.</summary>
internal static class Partition
{
    /// <summary>Checks k, repeats and the number of rows.</summary>
    public static void Check(int rows, int k, int repeats)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        if (k < 2)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, $"Expected at least 2 folds, got {k}.");
        }

        if (rows < k)
        {
            throw new ArgumentException($"{rows} rows are too few for {k} folds: expected at least one test row a fold.");
        }
    }

    /// <summary>The folds of every repeat.</summary>
    /// <param name="k">Number of folds.</param>
    /// <param name="repeats">Number of shufflings.</param>
    /// <param name="seed">Seed of the first; each repeat has a stream of its own.</param>
    /// <param name="assign">Gives each row its test fold.</param>
    public static IReadOnlyList<Fold> Repeat(int k, int repeats, int seed, Func<SplitMix64, int[]> assign)
    {
        var folds = new List<Fold>(k * repeats);
        var seen = new List<int[]>(repeats);
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            int[] foldOfRow = assign(SplitMix64.For(seed, repeat));
            int[] canonical = Canonical(foldOfRow, k);
            if (seen.Any(canonical.SequenceEqual))
            {
                throw new ArgumentException(
                    $"Repeat {repeat} of {repeats} gives the same {k} folds as an earlier one: counting them again would make the " +
                    "result look surer than it is. Expected fewer repeats, fewer folds or another seed.");
            }

            seen.Add(canonical);
            for (int fold = 0; fold < k; fold++)
            {
                folds.Add(Fold(foldOfRow, repeat, fold));
            }
        }

        return folds;
    }

    private static Fold Fold(int[] foldOfRow, int repeat, int fold)
    {
        int[] rows = [.. Enumerable.Range(0, foldOfRow.Length)];
        return new Fold(
            [.. rows.Where(row => foldOfRow[row] != fold)], [.. rows.Where(row => foldOfRow[row] == fold)], repeat, fold);
    }

    // Folds numbered by their first row, so that two assignments that differ only in the folds' order are equal.
    private static int[] Canonical(int[] foldOfRow, int k)
    {
        var number = new int[k];
        Array.Fill(number, -1);
        int next = 0;
        var canonical = new int[foldOfRow.Length];
        for (int row = 0; row < foldOfRow.Length; row++)
        {
            int fold = foldOfRow[row];
            if (number[fold] < 0)
            {
                number[fold] = next++;
            }

            canonical[row] = number[fold];
        }

        return canonical;
    }
}
