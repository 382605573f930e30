namespace DeepKeras.Comparisons.Probes;

/// <summary>A figure of a probe.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Svg">The drawing, for a page with the report's style sheet.</param>
public sealed record ProbeFigure(string Title, string Caption, string Svg);
