using DeepKeras.Operations;

namespace DeepKeras.TensorFlow.SavedModels;

/// <summary>A table as an export has it.</summary>
/// <param name="Name">Its name, and that of its file without the end: of letters that every file system takes, and no other table's.</param>
/// <param name="Contents">How it is filled.</param>
internal sealed record ExportedTable(string Name, TableContents Contents)
{
    /// <summary>The name of its file in the folder of assets.</summary>
    public string FileName => $"{Name}.txt";

    /// <summary>Each table once, whoever uses it.</summary>
    public static ExportedTable[] All(IEnumerable<LookupTable> tables)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. tables.Distinct(TableContents.SamePairs.Instance).Select(table =>
        {
            string clean = new([.. $"{table.Place}_vocabulary".Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]), name = clean;
            for (int i = 1; !used.Add(name); i++)
            {
                name = $"{clean}_{i}";
            }

            return new ExportedTable(name, TableContents.Of(table));
        })];
    }
}
