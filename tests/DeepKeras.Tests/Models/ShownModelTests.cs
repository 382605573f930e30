using System.Globalization;
using System.Text.RegularExpressions;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;
using DeepKeras.Onnx;
using DeepKeras.Tests.SavedModels;

namespace DeepKeras.Tests.Models;

/// <summary>The models of the folder <c>models</c> load in every format, agree, and score what their cards say.</summary>
internal sealed partial class ShownModelTests
{
    private const long MostBytes = 5 << 20;

    private static IEnumerable<ShownModel> Models => ShownModel.All;

    [Test]
    public void Every_folder_is_tested_here() =>
        Assert.That(Directory.EnumerateDirectories(ShownModel.Root).Select(Path.GetFileName), Is.EquivalentTo(Models.Select(model => model.Name)));

    [Test]
    public void All_files_together_are_small() =>
        Assert.That(new DirectoryInfo(ShownModel.Root).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), Is.LessThan(MostBytes));

    [TestCaseSource(nameof(Models))]
    public void The_SavedModel_agrees_with_the_keras_file(ShownModel shown)
    {
        DataArray x = Rows(shown);
        using SavedModel saved = SavedModel.Load(shown.Saved);
        AssertClose(saved.Predict(x).ToFloats(), Expected(shown, x));
    }

    [TestCaseSource(nameof(Models))]
    public void The_SavedModel_in_TensorFlow_agrees_with_the_keras_file(ShownModel shown)
    {
        LibtensorflowModel.Require();
        DataArray x = Rows(shown);
        using var tensorFlow = new LibtensorflowModel(shown.Saved);
        string input = SavedModel.Describe(shown.Saved).Signatures[0].Inputs[0].Name;
        HostArray output = tensorFlow.Run("serving_default", new Dictionary<string, HostArray> { [input] = x.Array }).Values.Single();
        AssertClose(output.As<float>().ToArray(), Expected(shown, x));
    }

    [TestCaseSource(nameof(Models))]
    public void The_ONNX_file_agrees_with_the_keras_file(ShownModel shown)
    {
        DataArray x = Rows(shown);
        using var predictor = new OnnxPredictor(shown.Onnx);
        AssertClose(predictor.Predict(x).ToFloats(), Expected(shown, x));
    }

    [TestCaseSource(nameof(Models))]
    public void TensorFlow_Lite_has_an_operation_for_each_of_the_models(ShownModel shown)
    {
        using Model model = Model.Load(shown.Keras, compile: false);
        string folder = Directory.CreateTempSubdirectory("deepkeras-lite-").FullName;
        try
        {
            Assert.That(() => model.Export(folder, ExportFormat.SavedModel, new ExportOptions { TfLite = true }), Throws.Nothing);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCaseSource(nameof(Models))]
    public void The_cards_score_is_what_the_model_scores(ShownModel shown)
    {
        Dataset test = shown.HeldOut();
        (string name, double value, int rows) = Printed(shown);
        using Model model = Model.Load(shown.Keras);
        Predictions predictions = Read(model.Predict(shown.Input(test), batchSize: 256), test);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rows, Is.EqualTo(test.Rows));
            Assert.That(Score.Named(name).Of(test, predictions), Is.EqualTo(value).Within(0.51e-4));
        }
    }

    [TestCaseSource(nameof(Models))]
    public void The_table_of_all_models_has_the_cards_score(ShownModel shown)
    {
        string line = File.ReadLines(Path.Combine(ShownModel.Root, "README.md")).Single(row => row.StartsWith($"| [{shown.Name}](", StringComparison.Ordinal));
        (string name, double value, _) = Printed(shown);
        Assert.That(line, Does.Contain($"| {name} {value.ToString("F4", CultureInfo.InvariantCulture)}"));
    }

    [TestCaseSource(nameof(Models))]
    public void A_card_says_what_a_user_must_know(ShownModel shown)
    {
        string card = shown.Card;
        using (Assert.EnterMultipleScope())
        {
            foreach (string section in (string[])["## Score", "## What it takes and gives", "## Data", "## Limits", "## Made by", $"models/make.sh {shown.Name}"])
            {
                Assert.That(card, Does.Contain(section));
            }

            using Model model = Model.Load(shown.Keras, compile: false);
            Assert.That(card, Does.Contain($"`{model.InputNames[0]}` | {model.Inputs[0].DType.KerasName()} {model.Inputs[0].Shape}".Replace("None", "batch", StringComparison.Ordinal)));
            Assert.That(card, Does.Contain($"`{model.OutputNames[0]}` | {model.Outputs[0].DType.KerasName()} {model.Outputs[0].Shape}".Replace("None", "batch", StringComparison.Ordinal)));
        }
    }

    /// <summary>A few rows: of the data set, or noise where the data set may not be there.</summary>
    private static DataArray Rows(ShownModel shown)
    {
        if (!shown.IsTestPart)
        {
            return shown.Input(shown.HeldOut()).Slice(0, 5);
        }

        var random = new Random(1);
        float[] pixels = [.. Enumerable.Range(0, 5 * 28 * 28).Select(_ => (float)random.Next(256))];
        return new DataArray(pixels, [5, 28, 28, 1]);
    }

    private static float[] Expected(ShownModel shown, DataArray x)
    {
        using Model model = Model.Load(shown.Keras);
        return model.Predict(x).ToFloats();
    }

    private static void AssertClose(float[] actual, float[] expected)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        Assert.That(actual.Zip(expected, (a, e) => Math.Abs(a - e) / Math.Max(1, Math.Abs(e))).Max(), Is.LessThan(1e-5));
    }

    private static Predictions Read(DataArray output, Dataset test)
    {
        float[] numbers = output.ToFloats();
        if (test.Task == LearningTask.Regression)
        {
            return Predictions.OfNumbers(numbers);
        }

        var probabilities = new float[test.Rows, test.Classes.Count];
        for (int row = 0; row < test.Rows; row++)
        {
            for (int c = 0; c < test.Classes.Count; c++)
            {
                probabilities[row, c] = test.Task == LearningTask.Binary ? (c == 1 ? numbers[row] : 1 - numbers[row]) : numbers[(row * test.Classes.Count) + c];
            }
        }

        return Predictions.OfProbabilities(probabilities);
    }

    /// <summary>The score that the recipe printed: "digits-mlp: accuracy 0.9777 on the 359 rows held out".</summary>
    private static (string Score, double Value, int Rows) Printed(ShownModel shown)
    {
        Match line = ScoreLine().Match(shown.Card);
        Assert.That((line.Success, line.Groups["model"].Value), Is.EqualTo((true, shown.Name)), "the card has no printed score of the model");
        return (line.Groups["score"].Value, double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture), int.Parse(line.Groups["rows"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^```text\r?\n(?<model>[a-z0-9-]+): (?<score>[a-z0-9]+) (?<value>[0-9.]+).*? on the (?:last )?(?<rows>[0-9]+) ", RegexOptions.Multiline)]
    private static partial Regex ScoreLine();
}
