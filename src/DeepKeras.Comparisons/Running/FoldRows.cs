using DeepKeras.Comparisons.Folds;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>The rows of the folds in hand: copied when a fold's first fit asks, let go after its last.</summary>
internal sealed class FoldRows(Dataset data, FoldPlan plan, IEnumerable<int> users)
{
    private readonly int[] waiting = Count(plan.Folds.Count, users);
    private readonly (Dataset Training, Dataset Test)?[] held = new (Dataset, Dataset)?[plan.Folds.Count];
    private readonly Lock gate = new();

    public (Dataset Training, Dataset Test) Get(int fold)
    {
        lock (gate)
        {
            Fold rows = plan.Folds[fold];
            return held[fold] ??= (data.Subset(rows.Train), data.Subset(rows.Test));
        }
    }

    public void Release(int fold)
    {
        lock (gate)
        {
            if (--waiting[fold] <= 0)
            {
                held[fold] = null;
            }
        }
    }

    private static int[] Count(int folds, IEnumerable<int> users)
    {
        var counts = new int[folds];
        foreach (int fold in users)
        {
            counts[fold]++;
        }

        return counts;
    }
}
