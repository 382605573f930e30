using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests;

/// <summary>The small public data sets, and the ranges that scikit-learn's learners had on them.</summary>
internal static class TestData
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data");

    public static Dataset Named(string name) => name switch
    {
        "iris" => Classes(name, "iris.csv"),
        "wine" => Classes(name, "wine.csv"),
        "breast_cancer" => Classes(name, "breast_cancer.csv.gz"),
        "digits" => Classes(name, "digits.csv.gz"),
        "diabetes" => Diabetes(),
        "words" => Words(20000),
        "randhie_visits" => Randhie(visits: true),
        "randhie_any_visit" => Randhie(visits: false),
        "sunspots" => Sunspots(),
        _ => throw new ArgumentException($"no test data called \"{name}\"."),
    };

    /// <summary>Mean, sd and range over the reference study's folds.</summary>
    public static (double Mean, double Sd, double Low, double High) Study(string dataset, string learner)
    {
        using JsonDocument study = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "study-ranges.json")));
        JsonElement entry = study.RootElement.GetProperty(dataset).GetProperty(learner);
        return (entry.GetProperty("mean").GetDouble(), entry.GetProperty("sd").GetDouble(), entry.GetProperty("low").GetDouble(), entry.GetProperty("high").GetDouble());
    }

    public static Dataset Words(int rows)
    {
        (string[] _, string[][] lines) = Read("words.csv.gz");
        lines = lines[..Math.Min(rows, lines.Length)];
        (int[] labels, string[] classes) = Labels([.. lines.Select(line => line[2])]);
        return Dataset.Classification("words", [new Column("ascii", ColumnKind.Text, [.. lines.Select(line => line[1])])], "language", labels, classes);
    }

    private static Dataset Diabetes()
    {
        (string[] header, string[][] lines) = Read("diabetes.csv");
        return Dataset.Regression("diabetes", Features(header, lines, 0, header.Length - 1), "progression", Numbers(lines, header.Length - 1));
    }

    private static Dataset Randhie(bool visits)
    {
        (string[] header, string[][] lines) = Read("randhie.csv.gz");
        Column[] features = Features(header, lines, 1, header.Length - 1);
        float[] target = Numbers(lines, header.Length - 1);
        int[] persons = [.. lines.Select(line => int.Parse(line[0], CultureInfo.InvariantCulture))];
        return visits
            ? Dataset.Regression("randhie_visits", features, "mdvis", target).With(groups: persons)
            : Dataset.Classification("randhie_any_visit", features, "any visit", [.. target.Select(x => x > 0 ? 1 : 0)], ["no", "yes"]).With(groups: persons);
    }

    private static Dataset Sunspots()
    {
        (string[] _, string[][] lines) = Read("sunspots.csv");
        float[] series = Numbers(lines, 1);
        const int lags = 11;
        Column[] features = [.. Enumerable.Range(1, lags).Select(lag => new Column($"lag {lag}", [.. Enumerable.Range(lags, series.Length - lags).Select(t => series[t - lag])]))];
        return Dataset.Regression("sunspots", features, "activity", series[lags..]).With(timeOrdered: true);
    }

    private static Dataset Classes(string name, string file)
    {
        (string[] header, string[][] lines) = Read(file);
        (int[] labels, string[] classes) = Labels([.. lines.Select(line => line[^1])]);
        return Dataset.Classification(name, Features(header, lines, 0, header.Length - 1), header[^1], labels, classes);
    }

    private static (int[] Labels, string[] Classes) Labels(string[] names)
    {
        string[] classes = [.. names.Distinct().Order(StringComparer.Ordinal)];
        return ([.. names.Select(name => Array.IndexOf(classes, name))], classes);
    }

    private static Column[] Features(string[] header, string[][] lines, int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(i => new Column(header[i], Numbers(lines, i)))];

    private static float[] Numbers(string[][] lines, int column) =>
        [.. lines.Select(line => float.Parse(line[column], CultureInfo.InvariantCulture))];

    private static (string[] Header, string[][] Lines) Read(string file)
    {
        using Stream raw = File.OpenRead(Path.Combine(Folder, file));
        using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(plain);
        string[][] lines = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
        return (lines[0], lines[1..]);
    }
}
