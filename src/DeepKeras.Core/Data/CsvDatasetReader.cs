namespace DeepKeras.Data;

/// <summary>From records to columns, and from columns to a data set.</summary>
internal static class CsvDatasetReader
{
    public static Dataset Read(Func<TextReader> open, string file, CsvOptions options)
    {
        List<CsvColumnBuilder?> columns = ReadColumns(open, file, options, asDataset: true);
        return CsvDataset.Assemble([.. columns.OfType<CsvColumnBuilder>()], file, options);
    }

    public static CsvTable ReadTable(Func<TextReader> open, string file, CsvOptions options)
    {
        List<CsvColumnBuilder?> builders = ReadColumns(open, file, options, asDataset: false);
        var warnings = new List<string>();
        var columns = new List<Column>();
        int rows = 0;
        foreach (CsvColumnBuilder builder in builders.OfType<CsvColumnBuilder>())
        {
            warnings.AddRange(builder.Warnings());
            rows = builder.Rows;
            columns.Add(ToColumn(builder, options));
        }

        return new CsvTable(options.Name ?? BareName(file), columns, rows, warnings);
    }

    /// <summary>The file's name without <c>.gz</c> and one more ending.</summary>
    public static string BareName(string file)
    {
        string name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        string bare = Path.GetFileNameWithoutExtension(name);
        return bare.Length > 0 ? bare : name;
    }

    /// <summary>The column with its kind: as the options name it, else by how many different strings it has.</summary>
    public static Column ToColumn(CsvColumnBuilder builder, CsvOptions options)
    {
        if (!builder.HoldsStrings)
        {
            return new Column(builder.Name, builder.TakeNumbers());
        }

        int distinct = builder.Distinct.Count;
        int present = builder.Rows - builder.MissingCount;
        bool few = distinct <= options.MaxCategories && (distinct <= 10 || distinct * 2 <= present);
        ColumnKind kind = options.TextColumns.Contains(builder.Name) ? ColumnKind.Text
            : options.CategoryColumns.Contains(builder.Name) || few ? ColumnKind.Category
            : ColumnKind.Text;
        return new Column(builder.Name, kind, builder.TakeStrings());
    }

    private static List<CsvColumnBuilder?> ReadColumns(Func<TextReader> open, string file, CsvOptions options, bool asDataset)
    {
        var again = new Dictionary<string, CsvStorage>();
        while (true)
        {
            List<CsvColumnBuilder?> columns;
            try
            {
                using TextReader reader = open();
                columns = ReadOnce(reader, file, options, asDataset, again);
            }
            catch (InvalidDataException cause)
            {
                throw new DataException($"the gzip file is damaged or cut off: {cause.Message}", file, null, cause: cause);
            }

            int before = again.Count;
            foreach (CsvColumnBuilder? column in columns)
            {
                if (column?.ReadAgainAs() is { } storage)
                {
                    again[column.Name] = storage;
                }
            }

            if (again.Count == before)
            {
                return columns;
            }
        }
    }

    private static List<CsvColumnBuilder?> ReadOnce(TextReader reader, string file, CsvOptions options, bool asDataset, Dictionary<string, CsvStorage> again)
    {
        var tokens = new CsvTokenizer(reader, file, options.Delimiter);
        if (!tokens.Next())
        {
            throw new DataException("the file is empty.", file, null);
        }

        string[] names = CsvHeader.Names(tokens, file, options);
        CsvHeader.CheckRoles(names, file, options, asDataset);
        var columns = new List<CsvColumnBuilder?>();
        foreach (string name in names)
        {
            columns.Add(options.IgnoredColumns.Contains(name) ? null : NewBuilder(name, file, options, asDataset, again));
        }

        bool first = options.HasHeader == false;
        int rows = 0;
        while (first || tokens.Next())
        {
            first = false;
            if (tokens.Count != names.Length)
            {
                throw new DataException($"expected {Fields(names.Length)} as in the first line, got {tokens.Count}{Hint(tokens, names)}.", file, tokens.Line);
            }

            for (int i = 0; i < names.Length; i++)
            {
                columns[i]?.Append(tokens.Field(i), tokens.IsQuoted(i), tokens.LineOf(i));
            }

            rows++;
        }

        return rows > 0 ? columns : throw new DataException("the file has a header but no rows.", file, null);
    }

    private static CsvColumnBuilder NewBuilder(string name, string file, CsvOptions options, bool asDataset, Dictionary<string, CsvStorage> again)
    {
        bool target = asDataset && name == options.Target;
        bool group = asDataset && name == options.GroupColumn;
        bool time = asDataset && name == options.TimeColumn;
        CsvStorage storage = group || options.CategoryColumns.Contains(name) || options.TextColumns.Contains(name) ? CsvStorage.Strings
            : options.NumberColumns.Contains(name) || (target && options.Task == LearningTask.Regression) ? CsvStorage.Numbers
            : again.GetValueOrDefault(name, CsvStorage.Infer);
        if (storage == CsvStorage.Numbers && options.Mixed == MixedColumns.Missing && !target)
        {
            storage = CsvStorage.NumbersOrMissing;
        }

        return new CsvColumnBuilder(name, storage, required: target || group || time, file, options);
    }

    private static string Fields(int count) => count == 1 ? "1 field" : $"{count} fields";

    private static string Hint(CsvTokenizer tokens, string[] names) =>
        names.Length == 1 || tokens.Count == 1 ? $" (the delimiter is taken to be {DelimiterName(tokens.Delimiter)})" : "";

    private static string DelimiterName(char delimiter) => delimiter == '\t' ? "a tab" : $"\"{delimiter}\"";
}
