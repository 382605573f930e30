namespace DeepKeras.Data;

/// <summary>How a CSV file is read, and which of its columns plays which part.</summary>
public sealed record CsvOptions
{
    /// <summary>The column to predict; needed for a <see cref="Dataset"/>.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// What is to be learnt; null: it follows from the target. Strings make classes, and so do whole numbers with two values,
    /// or with at most 20 values that occur three times on average; other numbers make a regression.
    /// <see cref="LearningTask.Multiclass"/> asks for classes, however many; with two of them the task is binary.
    /// </summary>
    public LearningTask? Task { get; init; }

    /// <summary>A column that says which rows belong together (a person, a writer); it is no feature.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>Whether the rows are in time order, so that folds never look ahead.</summary>
    public bool TimeOrdered { get; init; }

    /// <summary>A column of numbers or ISO 8601 dates to sort the rows by; it is no feature, and the rows are then in time order.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Columns to leave out.</summary>
    public IReadOnlyCollection<string> IgnoredColumns { get; init; } = [];

    /// <summary>Columns that must hold numbers.</summary>
    public IReadOnlyCollection<string> NumberColumns { get; init; } = [];

    /// <summary>Columns that hold categories, even where they look like numbers or like text.</summary>
    public IReadOnlyCollection<string> CategoryColumns { get; init; } = [];

    /// <summary>Columns that hold free text, even where they look like categories or numbers.</summary>
    public IReadOnlyCollection<string> TextColumns { get; init; } = [];

    /// <summary>The delimiter; null: the most frequent of comma, semicolon, tab and bar in the first line.</summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// Whether the first line names the columns. Null: it does, and a first line of nothing but numbers is an error. True: it does, whatever
    /// it holds. False: the columns are <c>column1</c>, <c>column2</c>, and so on.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>The sign before a number's fraction: <c>.</c> or <c>,</c>.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>
    /// What stands for a missing value when it is not quoted; an empty field always does, quoted or not. A quoted <c>"NA"</c> is the string NA.
    /// </summary>
    public IReadOnlyCollection<string> MissingValues { get; init; } = ["NA", "NaN", "nan", "null", "NULL", "?"];

    /// <summary>What to do with a column most of whose values are numbers and some are not.</summary>
    public MixedColumns Mixed { get; init; } = MixedColumns.Refuse;

    /// <summary>
    /// The most different strings that a column of categories may have, unless it is named in <see cref="CategoryColumns"/>.
    /// A column with more of them is text, and so is one with more than ten of which most occur once.
    /// </summary>
    public int MaxCategories { get; init; } = 100;

    /// <summary>The data set's name; null: the file's, without its endings.</summary>
    public string? Name { get; init; }
}
