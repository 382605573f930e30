using System.Text.Json;

namespace DeepKeras.Cli;

internal sealed class CompareTests
{
    private static readonly string[] Quick = ["compare", "iris", "--models", "logistic-regression,mlp", "--folds", "3", "--repeats", "1", "--epochs", "3"];

    [Test]
    public void Json_on_the_output_is_alone_there_and_has_every_promised_field()
    {
        CliRun run = CliRun.Of([.. Quick, "--json", "-"]);
        Assert.That(run.Code, Is.Zero, run.ToString());
        JsonElement json = run.Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("dataset").GetString(), Is.EqualTo("iris"));
            Assert.That(json.GetProperty("task").GetString(), Is.EqualTo("multiclass"));
            Assert.That(json.GetProperty("metric").GetString(), Is.EqualTo("accuracy"));
            Assert.That(Number(json, "rows"), Is.EqualTo(150));
            Assert.That(Number(json, "features"), Is.EqualTo(4));
            Assert.That(Number(json, "folds"), Is.EqualTo(3));
            Assert.That(Number(json, "repeats"), Is.EqualTo(1));
            Assert.That(Number(json, "seed"), Is.Zero);
            Assert.That(json.GetProperty("verdict").GetProperty("kind").GetString(), Is.AnyOf("depth-paid", "shallow-better", "depth-did-not-pay", "undecided"));
            Assert.That(json.GetProperty("verdict").GetProperty("text").GetString(), Is.Not.Empty);
            foreach (JsonElement learner in json.GetProperty("learners").EnumerateArray())
            {
                Assert.That(learner.GetProperty("kind").GetString(), Is.AnyOf("shallow", "deep"));
                Assert.That(learner.GetProperty("scores").GetArrayLength(), Is.EqualTo(3));
                Assert.That(learner.GetProperty("mean").GetDouble(), Is.EqualTo(learner.GetProperty("scores").EnumerateArray().Average(score => score.GetDouble())).Within(1e-12));
                Assert.That(learner.GetProperty("sd").GetDouble(), Is.GreaterThanOrEqualTo(0));
                Assert.That(learner.GetProperty("trainSeconds").GetDouble(), Is.GreaterThanOrEqualTo(0));
                Assert.That(learner.GetProperty("predictMicrosecondsPerRow").GetDouble(), Is.GreaterThanOrEqualTo(0));
                Assert.That(Number(learner, "parameters"), Is.GreaterThan(0));
            }

            JsonElement pair = json.GetProperty("comparisons").EnumerateArray().Single();
            Assert.That(pair.GetProperty("deep").GetString(), Is.EqualTo("mlp"));
            Assert.That(pair.GetProperty("shallow").GetString(), Is.EqualTo("logistic regression"));
            Assert.That(pair.GetProperty("interval").GetArrayLength(), Is.EqualTo(2));
            Assert.That(pair.GetProperty("p").GetDouble(), Is.InRange(0, 1));
            Assert.That(pair.GetProperty("difference").GetDouble(), Is.InRange(pair.GetProperty("interval")[0].GetDouble(), pair.GetProperty("interval")[1].GetDouble()));
            Assert.That(pair.GetProperty("verdict").GetString(), Is.Not.Empty);
        }
    }

    [Test]
    public void Progress_is_a_line_a_fit_on_the_error_stream()
    {
        CliRun run = CliRun.Of(Quick);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Error.ReplaceLineEndings("\n").TrimEnd().Split('\n'), Has.Length.EqualTo(9).And.All.Match(@"^\[[ \d]+/9\] fold \d/3  .* 0\.\d{4}$"));
            Assert.That(run.Output, Does.Contain("logistic regression").And.Contain("mlp"));
        }
    }

    [Test]
    public void The_same_seed_gives_the_same_scores_and_another_seed_others()
    {
        string first = Scores("1"), again = Scores("1"), other = Scores("2");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.EqualTo(first));
            Assert.That(other, Is.Not.EqualTo(first));
        }

        static string Scores(string seed) =>
            string.Join(' ', CliRun.Of([.. Quick, "--json", "-", "--metric", "log-loss", "--seed", seed]).Json.GetProperty("learners").EnumerateArray().Select(learner => learner.GetProperty("scores").ToString()));
    }

    [Test]
    public void Files_are_written_and_named()
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of([.. Quick, "--html", folder["r.html"], "--json", folder["r.json"]]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero);
            Assert.That(folder.Files, Is.EqualTo((string[])["r.html", "r.json"]));
            Assert.That(File.ReadAllText(folder["r.html"]), Does.StartWith("<!doctype html>"));
            Assert.That(JsonDocument.Parse(File.ReadAllText(folder["r.json"])).RootElement.GetProperty("rows").GetInt32(), Is.EqualTo(150));
            Assert.That(run.Error, Does.Contain($"written: {folder["r.html"]}").And.Contain($"written: {folder["r.json"]}"));
        }
    }

    [Test]
    public void Quiet_is_the_verdict_and_nothing_else()
    {
        CliRun run = CliRun.Of([.. Quick, "--quiet"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Error, Is.Empty);
            Assert.That(run.Output.TrimEnd().ReplaceLineEndings("\n").Split('\n'), Has.Length.EqualTo(1).And.All.Contain("iris"));
        }
    }

    [Test]
    public void A_deep_model_that_cannot_take_the_data_fails_the_job_and_says_why()
    {
        CliRun run = CliRun.Of([.. Quick[..2], "--models", "logistic-regression,cnn", "--folds", "3", "--repeats", "1"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(1));
            Assert.That(run.Error, Does.Contain("cnn  failed: fold 1 of 3: cnn takes images"));
        }
    }

    [Test]
    public void A_failure_is_told_even_where_it_is_quiet() =>
        Assert.That(
            CliRun.Of("compare", "iris", "--models", "logistic-regression,cnn", "--folds", "3", "--repeats", "1", "--quiet").Error,
            Does.StartWith("note: cnn failed: fold 1 of 3: cnn takes images"));

    [Test]
    public void Stopping_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        CliRun run = CliRun.Of(stop.Token, [.. Quick, "--html", folder["r.html"]]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(130));
            Assert.That(run.Error, Does.Contain("stopped; nothing was written."));
            Assert.That(folder.Files, Is.Empty);
        }
    }

    [Test]
    public void A_narrow_terminal_gets_narrow_tables()
    {
        using var output = new StringWriter();
        Program.Run(Quick, new Terminal(output, TextWriter.Null) { Width = 80 });
        Assert.That(output.ToString().ReplaceLineEndings("\n").Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80), output.ToString());
    }

    [Test]
    public void Breast_cancer_is_scored_as_the_study_scored_it()
    {
        // Means of the study (scikit-learn and Keras): logistic 0.979, mlp 0.972, sd over folds 0.012 and 0.018.
        CliRun run = CliRun.Of("compare", "breast-cancer", "--models", "logistic-regression,mlp", "--repeats", "1", "--json", "-");
        Dictionary<string, double> means = run.Json.GetProperty("learners").EnumerateArray().ToDictionary(learner => learner.GetProperty("name").GetString()!, learner => learner.GetProperty("mean").GetDouble());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(means["logistic regression"], Is.EqualTo(0.979).Within(0.015));
            Assert.That(means["mlp"], Is.EqualTo(0.972).Within(0.02));
        }
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
