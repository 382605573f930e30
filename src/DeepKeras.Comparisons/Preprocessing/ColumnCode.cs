using DeepKeras.Data;

namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>How one column is written into one or more columns of an encoded matrix.</summary>
internal abstract class ColumnCode(int column, IReadOnlyList<string> names)
{
    /// <summary>The column's place in the data set.</summary>
    public int Column { get; } = column;

    /// <summary>A name for each column written.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>Writes every row's floats at <paramref name="offset"/> of its encoded row of <paramref name="width"/> floats.</summary>
    public abstract void Write(Column values, float[] encoded, int offset, int width);
}
