namespace DeepKeras;

/// <summary>How a model's summary looks.</summary>
public sealed record SummaryOptions
{
    /// <summary>The length of a line; null: at most 88 characters, 108 with connections, and 4 less than the terminal has.</summary>
    public int? LineLength { get; init; }

    /// <summary>Whether the layers of nested models are shown.</summary>
    public bool ExpandNested { get; init; }

    /// <summary>Whether a column tells which layers training moves.</summary>
    public bool ShowTrainable { get; init; }

    /// <summary>The terminal's width; null: that of the environment variable <c>COLUMNS</c>, else the console's, else 80.</summary>
    public int? Columns { get; init; }
}
