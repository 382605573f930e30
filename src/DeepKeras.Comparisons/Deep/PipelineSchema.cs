using System.Globalization;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>The data that a pipeline was trained on: its columns by name, its target and classes. Other data are brought into that form.</summary>
internal sealed record PipelineSchema(string Dataset, LearningTask Task, string Target, IReadOnlyList<string> Classes, IReadOnlyList<PipelineColumn> Columns)
{
    public static PipelineSchema Of(Dataset data) =>
        new(data.Name, data.Task, data.TargetName, data.Classes, [.. data.Features.Select(column => new PipelineColumn(column.Name, column.Kind))]);

    /// <summary>How a CSV file is read so that each column has the kind it was trained with; columns the pipeline does not know are no obstacle.</summary>
    public CsvOptions Read(CsvOptions options, string? target)
    {
        string[] Of(ColumnKind kind) => [.. Columns.Where(column => column.Kind == kind).Select(column => column.Name)];
        bool numeric = target is not null && Task == LearningTask.Regression;
        bool classes = target is not null && Task != LearningTask.Regression;
        return options with
        {
            NumberColumns = numeric ? [.. Of(ColumnKind.Number), target!] : Of(ColumnKind.Number),
            CategoryColumns = classes ? [.. Of(ColumnKind.Category), target!] : Of(ColumnKind.Category),
            TextColumns = Of(ColumnKind.Text),
            Mixed = MixedColumns.Strings,
        };
    }

    /// <summary>Rows to predict; their target is a stand-in.</summary>
    /// <exception cref="DataException">A column is missing or of another kind.</exception>
    public Dataset Rows(IReadOnlyList<Column> columns, string source)
    {
        Column[] features = Features(columns, source);
        int rows = features[0].Rows;
        return Task == LearningTask.Regression
            ? Data.Dataset.Regression(source, features, Target, new float[rows])
            : Data.Dataset.Classification(source, features, Target, new int[rows], Classes);
    }

    /// <summary>Rows with their target, from a table.</summary>
    /// <exception cref="DataException">A column is missing, or a target is: not there, not finite, or a class that the pipeline does not know.</exception>
    public Dataset Labelled(IReadOnlyList<Column> columns, string target, string source)
    {
        Column[] features = Features(columns, source);
        Column answers = Find(columns, target, source);
        if (Task != LearningTask.Regression)
        {
            return Data.Dataset.Classification(source, features, target, Labels(answers, source), Classes);
        }

        float[] numbers = answers.Numbers.ToArray();
        int bad = Array.FindIndex(numbers, value => !float.IsFinite(value));
        return bad < 0
            ? Data.Dataset.Regression(source, features, target, numbers)
            : throw new DataException($"row {bad + 1} has no number; a target is needed to evaluate.", source, null, target);
    }

    /// <summary>The rows of a data set with the pipeline's columns and classes.</summary>
    /// <exception cref="DataException">A column is missing, the task is another one, or there is a class that the pipeline does not know.</exception>
    public Dataset Labelled(Dataset data)
    {
        if ((data.Task == LearningTask.Regression) != (Task == LearningTask.Regression))
        {
            throw new DataException($"data set \"{data.Name}\": the model was trained for {Task.ToString().ToLowerInvariant()}, \"{data.TargetName}\" is a target for {data.Task.ToString().ToLowerInvariant()}.");
        }

        Column[] features = Features(data.Features, data.Name);
        if (Task == LearningTask.Regression)
        {
            return Data.Dataset.Regression(data.Name, features, data.TargetName, data.Targets.ToArray());
        }

        string[] names = [.. data.Labels.ToArray().Select(label => data.Classes[label])];
        return Data.Dataset.Classification(data.Name, features, data.TargetName, Labels(new Column(data.TargetName, ColumnKind.Category, names), data.Name), Classes);
    }

    private int[] Labels(Column answers, string source)
    {
        var index = Classes.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        ReadOnlySpan<string?> values = answers.Strings;
        var labels = new int[values.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            string value = values[row] ?? throw new DataException($"row {row + 1} has no class; a target is needed to evaluate.", source, null, answers.Name);
            if (!index.TryGetValue(value, out labels[row]) && !index.TryGetValue(AsNumber(value), out labels[row]))
            {
                throw new DataException($"row {row + 1}: {NameSuggestion.Unknown("class", value, Classes)}", source, null, answers.Name);
            }
        }

        return labels;
    }

    // A class that was read as a number is called "1", whether the file says 1, 1.0 or 01.
    private static string AsNumber(string value) =>
        float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number.ToString(CultureInfo.InvariantCulture) : value;

    private Column[] Features(IReadOnlyList<Column> columns, string source)
    {
        var features = new Column[Columns.Count];
        for (int i = 0; i < features.Length; i++)
        {
            Column found = Find(columns, Columns[i].Name, source);
            features[i] = Fit(found, Columns[i].Kind, source);
        }

        return features;
    }

    private static Column Find(IReadOnlyList<Column> columns, string name, string source) =>
        columns.FirstOrDefault(column => column.Name == name)
        ?? throw new DataException(Missing(name, columns), source, null) { IsCallersMistake = true };

    private static string Missing(string name, IReadOnlyList<Column> columns)
    {
        string[] known = [.. columns.Select(column => column.Name)];
        string question = NameSuggestion.Nearest(name, known) is { } near ? $"; did you mean \"{near}\"?" : ".";
        return $"the model needs a column \"{name}\"{question} Known: {string.Join(", ", known)}.";
    }

    private static Column Fit(Column column, ColumnKind kind, string source)
    {
        if (column.Kind == kind)
        {
            return column;
        }

        if (kind != ColumnKind.Number && column.Kind != ColumnKind.Number)
        {
            return new Column(column.Name, kind, column.Strings.ToArray());
        }

        // A column without a single value is read as one of numbers.
        return kind != ColumnKind.Number && column.Numbers.ToArray().All(float.IsNaN)
            ? new Column(column.Name, kind, new string?[column.Rows])
            : throw new DataException($"the model was trained on a column of {Plural(kind)}, this is one of {Plural(column.Kind)}.", source, null, column.Name);
    }

    private static string Plural(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "numbers",
        ColumnKind.Category => "categories",
        _ => "text",
    };
}
