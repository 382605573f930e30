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

    /// <summary>Where the columns end, as shares of the line, rising to 1: three, or four with connections, without the one of <see cref="ShowTrainable"/>. Null: Keras's.</summary>
    public IReadOnlyList<double>? Positions { get; init; }

    /// <summary>The first and the last layer to show: regular expressions that a name begins with. Null: all.</summary>
    public (string First, string Last)? LayerRange { get; init; }

    /// <summary>The terminal's width; null: that of the environment variable <c>COLUMNS</c>, else the console's, else 80.</summary>
    public int? Columns { get; init; }
}
