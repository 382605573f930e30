namespace DeepKeras.Data;

/// <summary>A series as a table: each value is to be predicted from the ones before it.</summary>
internal static class EmbeddedSeries
{
    /// <summary>The features are the values before, the oldest first.</summary>
    public static Dataset Levels(string name, string column, int lags)
    {
        float[] series = Filled(name, column);
        return Build(name, name, column, series.Length - lags, lags, 1, (row, lag) => series[row + lags - lag], row => series[row + lags]);
    }

    /// <summary>The target is the change from the last value; the features are the values before it, from the last value.</summary>
    public static Dataset Changes(string name, string file, string column, int lags)
    {
        float[] series = Filled(file, column);
        return Build(
            name,
            file,
            "change",
            series.Length - lags,
            lags,
            2,
            (row, lag) => series[row + lags - lag] - series[row + lags - 1],
            row => series[row + lags] - series[row + lags - 1]);
    }

    private static Dataset Build(string name, string file, string target, int rows, int lags, int nearest, Func<int, int, float> feature, Func<int, float> targetOf)
    {
        var columns = new List<Column>();
        for (int lag = lags; lag >= nearest; lag--)
        {
            var values = new float[rows];
            for (int row = 0; row < rows; row++)
            {
                values[row] = feature(row, lag);
            }

            columns.Add(new Column($"lag_{lag}", values));
        }

        var targets = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            targets[row] = targetOf(row);
        }

        return Dataset.Regression(name, columns, target, targets).With(timeOrdered: true, card: EmbeddedData.Card(file));
    }

    /// <summary>The series, a missing value filled from the past alone.</summary>
    private static float[] Filled(string file, string column)
    {
        using Stream stream = EmbeddedData.Open($"{file}.csv");
        float[] series = CsvReader.Read(stream, $"{file}.csv", new CsvOptions { NumberColumns = [column] })[column].Numbers.ToArray();
        for (int i = 1; i < series.Length; i++)
        {
            series[i] = float.IsNaN(series[i]) ? series[i - 1] : series[i];
        }

        return series;
    }
}
