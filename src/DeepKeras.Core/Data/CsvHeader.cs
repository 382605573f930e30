namespace DeepKeras.Data;

/// <summary>The columns' names, and whether the options name columns that are there.</summary>
internal static class CsvHeader
{
    /// <summary>The names from the record at hand, or <c>column1</c>, <c>column2</c>, ... when the file has no header.</summary>
    public static string[] Names(CsvTokenizer tokens, string file, CsvOptions options)
    {
        var names = new string[tokens.Count];
        if (options.HasHeader == false)
        {
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = $"column{i + 1}";
            }

            return names;
        }

        bool onlyNumbers = true;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            ReadOnlySpan<char> field = tokens.Field(i);
            if (field.IsEmpty)
            {
                throw new DataException($"field {i + 1} of the header is empty; every column needs a name (pandas writes such a column of row numbers unless told index=False).", file, tokens.LineOf(i));
            }

            onlyNumbers &= CsvNumber.TryParse(field, options.DecimalSeparator, out _);
            names[i] = field.ToString();
            if (!seen.TryAdd(names[i], i))
            {
                throw new DataException($"the header names this column twice, in fields {seen[names[i]] + 1} and {i + 1}.", file, tokens.LineOf(i), names[i]);
            }
        }

        if (onlyNumbers && options.HasHeader is null)
        {
            throw new DataException($"the first line has only numbers ({string.Join(", ", names.Take(3))}{(names.Length > 3 ? ", ..." : "")}), expected the columns' names; if the file has none, say so ({nameof(CsvOptions.HasHeader)} = false), or true if these are names.", file, tokens.Line);
        }

        return names;
    }

    /// <summary>Refuses names that are not in the header, and columns with two parts to play.</summary>
    public static void CheckRoles(string[] names, string file, CsvOptions options, bool asDataset)
    {
        var roles = new List<(string Role, string Column)>();
        if (asDataset)
        {
            Known("target column", options.Target ?? throw new DataException($"no target column was named; the columns are {string.Join(", ", names)}.", file, null) { IsCallersMistake = true });
            roles.Add(("the target", options.Target));
            if (options.GroupColumn is { } group)
            {
                Known("group column", group);
                roles.Add(("the group", group));
            }

            if (options.TimeColumn is { } time)
            {
                Known("time column", time);
                roles.Add(("the time", time));
            }
        }

        foreach (string ignored in options.IgnoredColumns)
        {
            Known("ignored column", ignored);
            roles.Add(("ignored", ignored));
        }

        Unique(roles);
        var kinds = new List<(string Role, string Column)>();
        kinds.AddRange(options.NumberColumns.Select(column => ("a number", column)));
        kinds.AddRange(options.CategoryColumns.Select(column => ("a category", column)));
        kinds.AddRange(options.TextColumns.Select(column => ("text", column)));
        foreach ((_, string column) in kinds)
        {
            Known("column", column);
        }

        Unique(kinds);

        void Known(string what, string name)
        {
            if (!names.Contains(name))
            {
                throw new DataException(NameSuggestion.Unknown(what, name, names), file, null) { IsCallersMistake = true };
            }
        }

        void Unique(List<(string Role, string Column)> given)
        {
            foreach (IGrouping<string, (string Role, string Column)> same in given.GroupBy(pair => pair.Column).Where(group => group.Count() > 1))
            {
                throw new DataException($"the column cannot be {string.Join(" and ", same.Select(pair => pair.Role))} at once.", file, null, same.Key) { IsCallersMistake = true };
            }
        }
    }
}
