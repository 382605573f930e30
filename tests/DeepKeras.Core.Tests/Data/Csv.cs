using System.Text;
using DeepKeras.Data;

namespace DeepKeras.Tests.Data;

/// <summary>CSV from strings, for the tests beside it.</summary>
internal static class Csv
{
    public static MemoryStream Bytes(string text, Encoding? encoding = null) => new((encoding ?? new UTF8Encoding(false)).GetBytes(text));

    public static CsvTable Table(string text, CsvOptions? options = null) => CsvReader.Read(Bytes(text), "t.csv", options);

    public static Dataset Dataset(string text, CsvOptions? options = null) =>
        CsvReader.ReadDataset(Bytes(text), "t.csv", (options ?? new CsvOptions()) with { Target = options?.Target ?? "y" });

    public static DataException Error(Action action) => Assert.Throws<DataException>(() => action())!;

    /// <summary>Every field of a file whose columns all hold text; null where it is missing.</summary>
    public static string?[][] Cells(string text, CsvOptions? options = null)
    {
        CsvTable names = CsvReader.Read(Bytes(text), "t.csv", options);
        CsvOptions asText = (options ?? new CsvOptions()) with { TextColumns = [.. names.Columns.Select(column => column.Name)] };
        CsvTable table = CsvReader.Read(Bytes(text), "t.csv", asText);
        return [.. Enumerable.Range(0, table.Rows).Select(row => table.Columns.Select(column => column.Strings[row]).ToArray())];
    }
}
