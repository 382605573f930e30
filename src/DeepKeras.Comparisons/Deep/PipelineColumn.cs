using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>A feature column that a trained pipeline takes.</summary>
/// <param name="Name">The name in the header.</param>
/// <param name="Kind">What it holds.</param>
public sealed record PipelineColumn(string Name, ColumnKind Kind);
