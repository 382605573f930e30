namespace DeepKeras.Data;

/// <summary>
/// Feature columns with a target: what <c>compare</c>, <c>train</c> and every learner take.
/// A <see cref="Subset"/> knows nothing of the other rows, so what is fitted on it cannot leak.
/// </summary>
public sealed partial class Dataset
{
    private Dataset(string name, IReadOnlyList<Column> features, LearningTask task, int[]? labels, IReadOnlyList<string> classes, float[]? targets, string targetName)
    {
        Name = name;
        Features = features;
        Task = task;
        TargetName = targetName;
        this.labels = labels;
        this.targets = targets;
        Classes = classes;
        Rows = labels?.Length ?? targets!.Length;
        foreach (Column column in features)
        {
            if (column.Rows != Rows)
            {
                throw new ArgumentException($"data set \"{name}\": column \"{column.Name}\" has {column.Rows} rows, the target \"{targetName}\" has {Rows}.", nameof(features));
            }
        }
    }

    private readonly int[]? labels;
    private readonly float[]? targets;

    /// <summary>The name it is called by, such as <c>breast-cancer</c>, or the file's.</summary>
    public string Name { get; }

    /// <summary>The name of the target column.</summary>
    public string TargetName { get; }

    /// <summary>The feature columns; every one has <see cref="Rows"/> rows.</summary>
    public IReadOnlyList<Column> Features { get; }

    /// <summary>What is to be learnt.</summary>
    public LearningTask Task { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The class of each row, an index into <see cref="Classes"/>.</summary>
    /// <exception cref="InvalidOperationException">The task is regression.</exception>
    public ReadOnlySpan<int> Labels => labels ?? throw new InvalidOperationException($"data set \"{Name}\" has a numeric target, no classes.");

    /// <summary>The classes' names, in ordinal order; empty for regression. A subset keeps all of them.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The target of each row, for regression.</summary>
    /// <exception cref="InvalidOperationException">The task is classification.</exception>
    public ReadOnlySpan<float> Targets => targets ?? throw new InvalidOperationException($"data set \"{Name}\" has classes, no numeric target.");

    /// <summary>Height, width and channels when the features are an image's pixels in row-major order; else null.</summary>
    public IReadOnlyList<int>? ImageShape { get; init; }

    /// <summary>A group (a person, a writer) for each row; rows of one group never stand on both sides of a split. Null: none.</summary>
    public IReadOnlyList<int>? Groups { get; init; }

    /// <summary>Whether the rows are in time order: then folds are expanding windows and never shuffled.</summary>
    public bool TimeOrdered { get; init; }

    /// <summary>Where the data come from and under which licence, if known.</summary>
    public DatasetCard? Card { get; init; }

    /// <summary>What a person should know about how the data were read, a sentence each, such as a column that was left out.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A data set to classify.</summary>
    /// <param name="name">The name it is called by.</param>
    /// <param name="features">The feature columns.</param>
    /// <param name="targetName">The target column's name.</param>
    /// <param name="labels">The class of each row, an index into <paramref name="classes"/>.</param>
    /// <param name="classes">The classes' names, two or more.</param>
    /// <exception cref="ArgumentException">Fewer than two classes, a label that is no index into them, or columns of unequal length.</exception>
    public static Dataset Classification(string name, IReadOnlyList<Column> features, string targetName, int[] labels, IReadOnlyList<string> classes)
    {
        if (classes.Count < 2)
        {
            throw new ArgumentException($"data set \"{name}\": the target \"{targetName}\" has {classes.Count} class{(classes.Count == 1 ? $" (\"{classes[0]}\")" : "es")}; two or more are needed.", nameof(classes));
        }

        for (int row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)classes.Count)
            {
                throw new ArgumentException($"data set \"{name}\": row {row} has label {labels[row]}, expected 0 to {classes.Count - 1}.", nameof(labels));
            }
        }

        return new Dataset(name, features, classes.Count == 2 ? LearningTask.Binary : LearningTask.Multiclass, labels, classes, null, targetName);
    }

    /// <summary>A data set with a number to predict.</summary>
    /// <param name="name">The name it is called by.</param>
    /// <param name="features">The feature columns.</param>
    /// <param name="targetName">The target column's name.</param>
    /// <param name="targets">The target of each row.</param>
    /// <exception cref="ArgumentException">Columns of unequal length.</exception>
    public static Dataset Regression(string name, IReadOnlyList<Column> features, string targetName, float[] targets) =>
        new(name, features, LearningTask.Regression, null, [], targets, targetName);

    /// <summary>The given rows, in the given order, with the same classes.</summary>
    /// <param name="rows">Row numbers from 0.</param>
    public Dataset Subset(ReadOnlySpan<int> rows)
    {
        var columns = new Column[Features.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = Features[i].Subset(rows);
        }

        return new Dataset(Name, columns, Task, Pick(labels, rows), Classes, Pick(targets, rows), TargetName)
        {
            ImageShape = ImageShape,
            Groups = Groups is null ? null : Pick([.. Groups], rows),
            TimeOrdered = TimeOrdered,
            Card = Card,
            Warnings = Warnings,
        };
    }

    /// <summary>The same rows with more known about them; null keeps what is there.</summary>
    /// <param name="imageShape">Height, width and channels of the image that the features are the pixels of, in row-major order.</param>
    /// <param name="groups">A group for each row.</param>
    /// <param name="timeOrdered">Whether the rows are in time order.</param>
    /// <param name="card">Where the data come from.</param>
    /// <param name="warnings">What a person should know about how the data were read.</param>
    /// <exception cref="ArgumentException">The groups are not one a row, or the image has not one pixel a feature.</exception>
    public Dataset With(
        IReadOnlyList<int>? imageShape = null,
        IReadOnlyList<int>? groups = null,
        bool? timeOrdered = null,
        DatasetCard? card = null,
        IReadOnlyList<string>? warnings = null)
    {
        if (groups is not null && groups.Count != Rows)
        {
            throw new ArgumentException($"data set \"{Name}\": expected a group for each of the {Rows} rows, got {groups.Count}.", nameof(groups));
        }

        if (imageShape is not null && (imageShape.Count != 3 || imageShape.Aggregate(1, (size, side) => size * side) != Features.Count))
        {
            throw new ArgumentException($"data set \"{Name}\": expected height, width and channels of {Features.Count} pixels, got ({string.Join(", ", imageShape)}).", nameof(imageShape));
        }

        return new Dataset(Name, Features, Task, labels, Classes, targets, TargetName)
        {
            ImageShape = imageShape ?? ImageShape,
            Groups = groups ?? Groups,
            TimeOrdered = timeOrdered ?? TimeOrdered,
            Card = card ?? Card,
            Warnings = warnings ?? Warnings,
        };
    }

    private static T[]? Pick<T>(T[]? values, ReadOnlySpan<int> rows)
    {
        if (values is null)
        {
            return null;
        }

        var picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }
}
