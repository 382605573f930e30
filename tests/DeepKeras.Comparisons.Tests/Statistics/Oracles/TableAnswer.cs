using System.Text.Json;

namespace DeepKeras.Comparisons.Statistics.Oracles;

/// <summary>An answer to a table whose rows hold their own arguments: all columns but the last.</summary>
internal sealed class TableAnswer(Func<double[], double> function)
{
    public object?[] Row(JsonElement row)
    {
        double[] columns = OracleInputs.Numbers(row);
        return [.. columns[..^1].Cast<object?>(), function(columns[..^1])];
    }
}
