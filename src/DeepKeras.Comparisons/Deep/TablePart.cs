using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>Numbers and categories as one row of floats.</summary>
internal sealed class TablePart(TableEncoder table) : DeepEncoderPart
{
    public TableEncoder Table => table;

    public override DeepInput Input { get; } = new(DeepInputKind.Table, "table", [table.Width]);

    public override DataArray Transform(Dataset rows) => new(table.Transform(rows), [rows.Rows, table.Width]);
}
