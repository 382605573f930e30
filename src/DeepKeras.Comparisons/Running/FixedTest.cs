using DeepKeras.Comparisons.Deep;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>Training rows and a given test set as one data set, training rows first.</summary>
internal static class FixedTest
{
    public static Dataset Join(Dataset training, Dataset test)
    {
        Dataset aligned = PipelineSchema.Of(training).Labelled(test);
        Column[] columns = [.. training.Features.Zip(aligned.Features, Join)];
        Dataset joined = training.Task == LearningTask.Regression
            ? Dataset.Regression(training.Name, columns, training.TargetName, [.. training.Targets, .. aligned.Targets])
            : Dataset.Classification(training.Name, columns, training.TargetName, [.. training.Labels, .. aligned.Labels], training.Classes);
        return joined.With(imageShape: training.ImageShape, groups: Groups(training, aligned.Rows), timeOrdered: training.TimeOrdered, card: training.Card, warnings: training.Warnings);
    }

    // Inner folds and held-out parts keep the training rows' groups apart; a test row is in none of them.
    private static int[]? Groups(Dataset training, int testRows) => training.Groups is { } groups
        ? [.. groups, .. Enumerable.Range(groups.Max() + 1, testRows)]
        : null;

    private static Column Join(Column first, Column second) => first.Kind == ColumnKind.Number
        ? new Column(first.Name, [.. first.Numbers, .. second.Numbers])
        : new Column(first.Name, first.Kind, [.. first.Strings, .. second.Strings]);
}
