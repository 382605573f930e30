using System.Globalization;

namespace DeepKeras.Data;

/// <summary>A data set from the columns of a file: which task, which classes, which groups, which order.</summary>
internal static class CsvDataset
{
    private const int MostNumericClasses = 20;
    private const int FewestRowsAClass = 3;

    public static Dataset Assemble(IReadOnlyList<CsvColumnBuilder> builders, string file, CsvOptions options)
    {
        var warnings = new List<string>();
        var features = new List<Column>();
        CsvColumnBuilder target = builders.First(builder => builder.Name == options.Target);
        CsvColumnBuilder? group = builders.FirstOrDefault(builder => builder.Name == options.GroupColumn);
        CsvColumnBuilder? time = builders.FirstOrDefault(builder => builder.Name == options.TimeColumn);
        foreach (CsvColumnBuilder builder in builders)
        {
            warnings.AddRange(builder.Warnings());
            if (builder == target || builder == group || builder == time)
            {
                continue;
            }

            if (builder.MissingCount == builder.Rows)
            {
                warnings.Add($"column \"{builder.Name}\": all {builder.Rows} values are missing; it is left out.");
                continue;
            }

            bool counts = builder.CountsRows && !builder.HoldsStrings;
            Column feature = CsvDatasetReader.ToColumn(builder, options);
            features.Add(feature);
            if (counts)
            {
                warnings.Add($"column \"{feature.Name}\" only counts the rows; leave it out if it is a row number.");
            }
            else if (feature.Kind == ColumnKind.Text && !options.TextColumns.Contains(feature.Name) && LooksLikeDates(feature))
            {
                warnings.Add($"column \"{feature.Name}\" looks like dates; it is taken as text. Leave it out, or name it as the time column.");
            }
        }

        if (features.Count == 0)
        {
            throw new DataException($"no column is left to learn from beside the target \"{target.Name}\".", file, null);
        }

        string name = options.Name ?? CsvDatasetReader.BareName(file);
        Dataset plain = ClassesOf(target, file, options) is { } classes
            ? Dataset.Classification(name, features, target.Name, classes.Labels, classes.Names)
            : Dataset.Regression(name, features, target.Name, target.TakeNumbers());
        Dataset dataset = plain.With(
            groups: group is null ? null : Number(group.Strings),
            timeOrdered: options.TimeOrdered || time is not null,
            warnings: warnings);
        return time is null ? dataset : dataset.Subset(Order(time, file));
    }

    /// <summary>The classes and each row's, or null when the task is regression.</summary>
    private static (string[] Names, int[] Labels)? ClassesOf(CsvColumnBuilder target, string file, CsvOptions options)
    {
        string[] values;
        if (target.HoldsStrings)
        {
            values = target.TakeStrings()!;
        }
        else
        {
            HashSet<float> distinct = DistinctNumbers(target.Numbers);
            if (distinct.Count == 1)
            {
                throw new DataException($"the target has one value, {Text(distinct.First())}, in all {target.Rows} rows; there is nothing to learn.", file, null, target.Name);
            }

            bool few = distinct.All(float.IsInteger)
                && (distinct.Count == 2 || (distinct.Count <= MostNumericClasses && distinct.Count * FewestRowsAClass <= target.Rows));
            if (options.Task == LearningTask.Regression || (options.Task is null && (!few || target.Rounded)))
            {
                return null;
            }

            if (target.Rounded)
            {
                throw new DataException("the target's whole numbers are too large to tell apart as numbers; name it as a category column.", file, null, target.Name);
            }

            values = Array.ConvertAll(target.TakeNumbers(), Text);
        }

        string[] names = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (names.Length == 1)
        {
            throw new DataException($"the target has one class, \"{names[0]}\", in all {values.Length} rows; two or more are needed.", file, null, target.Name);
        }

        if (names.Length == values.Length && names.Length > 2)
        {
            throw new DataException($"each of the {values.Length} rows has a class of its own (\"{names[0]}\", \"{names[1]}\", ...); this cannot be a target for classification.", file, null, target.Name);
        }

        if (options.Task == LearningTask.Binary && names.Length > 2)
        {
            throw new DataException($"the target has {names.Length} classes ({string.Join(", ", names.Take(4))}{(names.Length > 4 ? ", ..." : "")}), expected two for a binary task.", file, null, target.Name);
        }

        var index = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        return (names, Array.ConvertAll(values, value => index[value]));
    }

    /// <summary>The different numbers; beyond what can be classes they are not counted on.</summary>
    private static HashSet<float> DistinctNumbers(ReadOnlySpan<float> values)
    {
        var distinct = new HashSet<float>();
        foreach (float value in values)
        {
            distinct.Add(value);
            if (distinct.Count > MostNumericClasses)
            {
                break;
            }
        }

        return distinct;
    }

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number from 0 for each name, in the order of their first rows.</summary>
    private static int[] Number(ReadOnlySpan<string?> names)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbers = new int[names.Length];
        for (int row = 0; row < names.Length; row++)
        {
            index.TryAdd(names[row]!, index.Count);
            numbers[row] = index[names[row]!];
        }

        return numbers;
    }

    /// <summary>The rows in time order; rows of the same time keep their order.</summary>
    private static int[] Order(CsvColumnBuilder time, string file)
    {
        int[] rows = [.. Enumerable.Range(0, time.Rows)];
        if (!time.HoldsStrings)
        {
            float[] numbers = time.TakeNumbers();
            return [.. rows.OrderBy(row => numbers[row])];
        }

        DateTimeOffset[] times = Array.ConvertAll(time.TakeStrings(), text =>
            TryDate(text!, out DateTimeOffset date)
                ? date
                : throw new DataException($"expected a number or an ISO 8601 date such as 2024-05-31, got \"{text}\".", file, null, time.Name));
        return [.. rows.OrderBy(row => times[row])];
    }

    private static bool LooksLikeDates(Column column)
    {
        int seen = 0;
        foreach (string? text in column.Strings)
        {
            if (text is null)
            {
                continue;
            }

            if (!TryDate(text, out _))
            {
                return false;
            }

            if (++seen == 100)
            {
                break;
            }
        }

        return seen > 0;
    }

    private static bool TryDate(string text, out DateTimeOffset date)
    {
        date = default;
        bool iso = text.Length >= 10 && text[4] == '-' && text[7] == '-';
        return iso && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);
    }
}
