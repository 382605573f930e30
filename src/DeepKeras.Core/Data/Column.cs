namespace DeepKeras.Data;

/// <summary>What a column of a table holds.</summary>
public enum ColumnKind
{
    /// <summary>Numbers; NaN is a missing value.</summary>
    Number,

    /// <summary>One of a few names, such as a colour; null is a missing value.</summary>
    Category,

    /// <summary>Free text, such as a word or a sentence; null is a missing value.</summary>
    Text,
}

/// <summary>One named feature column: numbers, or strings for categories and text.</summary>
public sealed class Column
{
    private readonly float[]? numbers;
    private readonly string?[]? strings;

    /// <summary>A column of numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="numbers">A value a row; NaN where it is missing.</param>
    public Column(string name, float[] numbers)
    {
        Name = name;
        Kind = ColumnKind.Number;
        this.numbers = numbers;
    }

    /// <summary>A column of categories or text.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="kind"><see cref="ColumnKind.Category"/> or <see cref="ColumnKind.Text"/>.</param>
    /// <param name="strings">A value a row; null where it is missing.</param>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is <see cref="ColumnKind.Number"/>.</exception>
    public Column(string name, ColumnKind kind, string?[] strings)
    {
        if (kind == ColumnKind.Number)
        {
            throw new ArgumentException($"column \"{name}\": strings cannot make a column of numbers.", nameof(kind));
        }

        Name = name;
        Kind = kind;
        this.strings = strings;
    }

    /// <summary>The column's name, as in the header of the file.</summary>
    public string Name { get; }

    /// <summary>What the column holds.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The number of rows.</summary>
    public int Rows => numbers?.Length ?? strings!.Length;

    /// <summary>The numbers, a value a row, NaN where it is missing.</summary>
    /// <exception cref="InvalidOperationException">The column holds strings.</exception>
    public ReadOnlySpan<float> Numbers => numbers ?? throw new InvalidOperationException($"column \"{Name}\" holds {Kind}, not numbers.");

    /// <summary>The strings, a value a row, null where it is missing.</summary>
    /// <exception cref="InvalidOperationException">The column holds numbers.</exception>
    public ReadOnlySpan<string?> Strings => strings ?? throw new InvalidOperationException($"column \"{Name}\" holds numbers, not strings.");

    /// <summary>The same column with only the given rows, in the given order.</summary>
    /// <param name="rows">Row numbers from 0.</param>
    public Column Subset(ReadOnlySpan<int> rows)
    {
        if (numbers is not null)
        {
            var picked = new float[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                picked[i] = numbers[rows[i]];
            }

            return new Column(Name, picked);
        }

        var pickedStrings = new string?[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            pickedStrings[i] = strings![rows[i]];
        }

        return new Column(Name, Kind, pickedStrings);
    }
}
