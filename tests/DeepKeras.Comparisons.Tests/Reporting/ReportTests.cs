using System.Text.Json;
using System.Text.RegularExpressions;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Tests.Running;

namespace DeepKeras.Comparisons.Tests.Reporting;

[TestFixture]
public sealed partial class ReportTests
{
    private static readonly Lazy<ComparisonReport> WineReport = new(() => Comparison.On(TestData.Named("wine"))
        .Baselines(Baseline.LogisticRegression(), Baseline.LinearSvm(), Baseline.LightGbm())
        .Deep(new TinyNetwork()).Run());

    [Test]
    public void Json_has_every_field_that_machines_rely_on()
    {
        using JsonDocument json = JsonDocument.Parse(WineReport.Value.ToJson());
        JsonElement root = json.RootElement, learner = root.GetProperty("learners")[1], pair = root.GetProperty("comparisons")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Names(root), Is.SupersetOf((string[])["dataset", "task", "metric", "rows", "features", "folds", "repeats", "seed", "learners", "comparisons", "verdict"]));
            Assert.That(Names(learner), Is.SupersetOf((string[])["name", "kind", "scores", "mean", "sd", "trainSeconds", "predictMicrosecondsPerRow", "parameters"]));
            Assert.That(Names(pair), Is.SupersetOf((string[])["deep", "shallow", "difference", "interval", "p", "verdict"]));
            Assert.That(Names(root.GetProperty("verdict")), Is.SupersetOf((string[])["kind", "text"]));
            Assert.That(root.GetProperty("task").GetString(), Is.EqualTo("multiclass"));
            Assert.That(root.GetProperty("rows").GetInt32(), Is.EqualTo(178));
            Assert.That(root.GetProperty("folds").GetInt32() * root.GetProperty("repeats").GetInt32(), Is.EqualTo(learner.GetProperty("scores").GetArrayLength()));
            Assert.That(learner.GetProperty("kind").GetString(), Is.EqualTo("shallow"));
            Assert.That(root.GetProperty("learners").EnumerateArray().Last().GetProperty("kind").GetString(), Is.EqualTo("deep"));
            Assert.That(pair.GetProperty("interval").GetArrayLength(), Is.EqualTo(2));
            Assert.That(root.GetProperty("verdict").GetProperty("kind").GetString(), Is.AnyOf("depth-paid", "shallow-better", "depth-did-not-pay", "undecided"));
        }
    }

    [Test]
    public void Json_mean_and_interval_are_those_of_the_fold_scores()
    {
        using JsonDocument json = JsonDocument.Parse(WineReport.Value.ToJson());
        JsonElement deep = json.RootElement.GetProperty("learners").EnumerateArray().Last(), shallow = json.RootElement.GetProperty("learners")[1];
        double[] d = [.. deep.GetProperty("scores").EnumerateArray().Zip(shallow.GetProperty("scores").EnumerateArray(), (a, b) => a.GetDouble() - b.GetDouble())];
        double mean = d.Average(), sd = Math.Sqrt(d.Sum(x => (x - mean) * (x - mean)) / 9);
        double half = 2.2621571627409915 * Math.Sqrt((1 / 10.0) + (178 * 2 / (178.0 * 8))) * sd;
        JsonElement pair = json.RootElement.GetProperty("comparisons")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pair.GetProperty("difference").GetDouble(), Is.EqualTo(mean).Within(1e-12));
            Assert.That(pair.GetProperty("interval")[0].GetDouble(), Is.EqualTo(mean - half).Within(1e-9));
            Assert.That(pair.GetProperty("interval")[1].GetDouble(), Is.EqualTo(mean + half).Within(1e-9));
        }
    }

    [Test]
    public void A_failed_learner_is_null_in_json_and_never_NaN()
    {
        ComparisonReport report = WineReport.Value;
        LearnerResult broken = report.Learners[1] with { Failure = "fold 1 of 10: broke", Scores = [], TrainSeconds = [], PredictMicrosecondsPerRow = [] };
        using JsonDocument json = JsonDocument.Parse((report with { Learners = [report.Learners[0], broken] }).ToJson());
        Assert.That(json.RootElement.GetProperty("learners")[1].GetProperty("mean").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Html_asks_for_nothing_from_outside()
    {
        string html = WineReport.Value.ToHtml();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Outside().IsMatch(html), Is.False);
            Assert.That(html, Does.Not.Contain("<script"));
        }
    }

    [Test]
    public void Html_shows_names_as_text_even_when_they_look_like_tags()
    {
        string html = (WineReport.Value with { Dataset = "<img src=x>" }).ToHtml();
        Assert.That(html, Does.Contain("&lt;img src=x&gt;").And.Not.Contain("<img"));
    }

    [Test]
    public void Html_begins_with_the_verdict_and_has_a_dot_for_every_fold_of_every_pair()
    {
        ComparisonReport report = WineReport.Value;
        string html = report.ToHtml();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(html.IndexOf("<h1>", StringComparison.Ordinal), Is.LessThan(html.IndexOf("<table", StringComparison.Ordinal)));
            Assert.That(Regex.Count(html, "class=\"dot-"), Is.EqualTo(2 * 10 * report.Comparisons.Count));
        }
    }

    [Test]
    public void Text_leads_with_the_verdict_and_names_every_learner()
    {
        ComparisonReport report = WineReport.Value;
        string text = report.ToText();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.ReplaceLineEndings(" "), Does.StartWith(report.Verdict.Text[..40]));
            Assert.That(report.Learners.Select(learner => learner.Name), Has.All.Matches<string>(text.Contains));
        }
    }

    [Test]
    public void Saving_replaces_a_file_whole_and_leaves_nothing_beside_it()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "report.html");
            File.WriteAllText(path, "old");
            WineReport.Value.SaveHtml(path);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(File.ReadAllText(path), Does.StartWith("<!doctype html>").And.EndWith("</html>\n"));
                Assert.That(Directory.GetFiles(folder), Is.EqualTo((string[])[path]));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("digits"), TestCase("diabetes"), TestCase("sunspots"), TestCase("breast_cancer")]
    [Explicit("writes pages to look at into the folder named by REPORT_FOLDER")]
    public void Pages_to_look_at(string dataset)
    {
        string folder = Environment.GetEnvironmentVariable("REPORT_FOLDER") ?? TestContext.CurrentContext.WorkDirectory;
        Comparison comparison = Comparison.On(TestData.Named(dataset)).Deep(new TinyNetwork("mlp 64", 64, 20), new TinyNetwork("mlp 16", 16, 20));
        comparison.Baselines(dataset is "diabetes" or "sunspots"
            ? [Baseline.Linear(), Baseline.LightGbm()]
            : [Baseline.LogisticRegression(), Baseline.LightGbm()]).Run().SaveHtml(Path.Combine(folder, $"{dataset}.html"));
        Assert.That(new FileInfo(Path.Combine(folder, $"{dataset}.html")).Length, Is.GreaterThan(10_000));
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    [GeneratedRegex("""(?:src|href)\s*=|url\(|@import|https?://""", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();
}
