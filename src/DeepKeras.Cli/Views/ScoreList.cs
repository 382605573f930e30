using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Cli.Views;

/// <summary>The scores of predictions that a person wants to see.</summary>
internal sealed class ScoreList
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly List<(string Name, double Value)> scores = [];

    private ScoreList(int rows) => Rows = rows;

    public int Rows { get; }

    public static ScoreList Of(Predictions predictions, Dataset rows)
    {
        var list = new ScoreList(rows.Rows);
        int bad = predictions.FirstNotFiniteRow();
        if (bad >= 0)
        {
            throw new ArithmeticException($"the prediction of row {bad + 1} is not a finite number.");
        }

        foreach (Score score in rows.Task == LearningTask.Regression
            ? (Score[])[Score.R2, Score.Rmse, Score.Mae]
            : [Score.Accuracy, Score.BalancedAccuracy, Score.F1Macro, Score.RocAuc, Score.LogLoss])
        {
            double value = score is RegressionScore regression
                ? regression.Of(rows.Targets, predictions.Numbers)
                : ((ClassificationScore)score).Of(rows.Labels, predictions.Scores);
            list.scores.Add((score.Name, value));
        }

        return list;
    }

    public void Write(TextWriter output)
    {
        int width = scores.Max(score => score.Name.Length);
        foreach ((string name, double value) in scores)
        {
            output.WriteLine($"{name.PadRight(width)}  {(double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "not defined on these rows")}");
        }
    }

    /// <summary>The scores as JSON; one that is not defined is null.</summary>
    public string ToJson(string model, string data)
    {
        var values = new JsonObject();
        foreach ((string name, double value) in scores)
        {
            values[name] = double.IsFinite(value) ? JsonValue.Create(value) : null;
        }

        return new JsonObject { ["model"] = model, ["data"] = data, ["rows"] = Rows, ["scores"] = values }.ToJsonString(Indented);
    }
}
