namespace DeepKeras.Data;

/// <summary>Where a data set comes from, what it holds, and under which terms it may be used.</summary>
/// <param name="Title">A line that says what it is.</param>
/// <param name="Source">Where it was taken from.</param>
/// <param name="Licence">The terms.</param>
/// <param name="Notes">What a user should know before drawing conclusions.</param>
public sealed record DatasetCard(string Title, string Source, string Licence, IReadOnlyList<string> Notes)
{
    /// <summary>The paper to cite, if there is one.</summary>
    public string? Citation { get; init; }
}
