namespace DeepKeras.Data;

/// <summary>What can be said of a built-in data set without loading it.</summary>
public sealed record DatasetDescriptor
{
    internal DatasetDescriptor(string name, string title, LearningTask task, int rows, int features, string licence, Func<Dataset> load)
    {
        Name = name;
        Title = title;
        Task = task;
        Rows = rows;
        Features = features;
        Licence = licence;
        Load = load;
    }

    /// <summary>The name that <see cref="Datasets.Load"/> takes.</summary>
    public string Name { get; }

    /// <summary>A line that says what it is.</summary>
    public string Title { get; }

    /// <summary>What is to be learnt.</summary>
    public LearningTask Task { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of feature columns.</summary>
    public int Features { get; }

    /// <summary>The terms in a few words; the set's card has them in full.</summary>
    public string Licence { get; }

    /// <summary>Loads the set.</summary>
    public Func<Dataset> Load { get; }
}
