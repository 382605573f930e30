using System.Globalization;
using System.Text;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Cli.Views;

/// <summary>Predictions as CSV: a column named after the target, and for classes <c>p(class)</c> for each.</summary>
internal static class PredictionCsv
{
    /// <summary>Writes a file that is either whole or not there.</summary>
    public static void Save(string path, DeepPipeline pipeline, Predictions predictions)
    {
        string full = Path.GetFullPath(path);
        string beside = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        try
        {
            using (var writer = new StreamWriter(beside, false, new UTF8Encoding(false)))
            {
                Write(writer, pipeline, predictions);
            }

            File.Move(beside, full, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    public static void Write(TextWriter output, DeepPipeline pipeline, Predictions predictions)
    {
        if (pipeline.Task == LearningTask.Regression)
        {
            output.Write($"{CsvText.Quote(pipeline.TargetName)}\n");
            foreach (float number in predictions.Numbers)
            {
                output.Write($"{Number(number)}\n");
            }

            return;
        }

        int[] labels = predictions.Labels();
        float[,] probabilities = predictions.Scores;
        output.Write(string.Join(',', (string[])[CsvText.Quote(pipeline.TargetName), .. pipeline.Classes.Select(name => CsvText.Quote($"p({name})"))]) + "\n");
        for (int row = 0; row < labels.Length; row++)
        {
            output.Write(CsvText.Quote(pipeline.Classes[labels[row]]));
            for (int c = 0; c < pipeline.Classes.Count; c++)
            {
                output.Write($",{Number(probabilities[row, c])}");
            }

            output.Write("\n");
        }
    }

    private static string Number(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
