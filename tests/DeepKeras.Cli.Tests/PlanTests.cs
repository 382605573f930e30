using System.Text.Json;

namespace DeepKeras.Cli;

/// <summary>Options of <c>compare</c> beyond folds: seeds, tuning, a given test set, several data sets, resuming.</summary>
internal sealed class PlanTests
{
    private static readonly string[] Quick = ["compare", "iris", "--models", "logistic-regression,mlp", "--folds", "3", "--repeats", "1", "--epochs", "3"];

    [Test]
    public void Fits_at_once_change_no_score_of_real_networks()
    {
        string Scores(string parallel) => string.Join('\n', CliRun.Of("compare", "wine", "--models", "shallow", "--model", "mlp:16", "--model", "mlp:32,8", "--epochs", "8", "--folds", "4", "--repeats", "1", "--metric", "log-loss",
            "--parallel", parallel, "--json", "-").Json.GetProperty("learners").EnumerateArray().Select(learner => learner.GetProperty("scores").ToString()));
        Assert.That(Scores("4"), Is.EqualTo(Scores("1")));
    }

    [Test]
    public void Seeds_and_tuning_are_said_in_every_form_of_the_report()
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of([.. Quick, "--seeds", "2", "--tune", "2", "--inner-folds", "2", "--html", folder["r.html"], "--markdown", folder["r.md"], "--json", "-"]);
        Assert.That(run.Code, Is.Zero, run.ToString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Json.GetProperty("tuning").GetString(), Does.StartWith("equal budget: 2 settings for every learner"));
            Assert.That(run.Json.GetProperty("seedsPerFold").GetInt32(), Is.EqualTo(2));
            Assert.That(run.Json.GetProperty("learners").EnumerateArray().Last().GetProperty("seedScores").GetArrayLength(), Is.EqualTo(2));
            Assert.That(run.Json.GetProperty("learners").EnumerateArray().Last().GetProperty("chosen").GetArrayLength(), Is.EqualTo(3));
            Assert.That(File.ReadAllText(folder["r.html"]), Does.Contain("What tuning chose").And.Contain("equal budget").And.Contain("Seeds and folds"));
            Assert.That(File.ReadAllText(folder["r.md"]), Does.Contain("equal budget"));
        }
    }

    [Test]
    public void A_test_file_takes_the_place_of_folds()
    {
        using var folder = new TemporaryFolder();
        string Row(int i) => FormattableString.Invariant($"{i % 17},{(i * 7) % 13},{(i % 17 > 8 ? "yes" : "no")}");
        File.WriteAllLines(folder["train.csv"], ["a,b,y", .. Enumerable.Range(0, 120).Select(Row)]);
        File.WriteAllLines(folder["test.csv"], ["b,y,a", .. Enumerable.Range(200, 40).Select(i => $"{(i * 7) % 13},{(i % 17 > 8 ? "yes" : "no")},{i % 17}")]);
        CliRun run = CliRun.Of("compare", folder["train.csv"], "--target", "y", "--test", folder["test.csv"], "--models", "logistic-regression,mlp", "--epochs", "3", "--json", "-");
        Assert.That(run.Code, Is.Zero, run.ToString());
        JsonElement fold = run.Json.GetProperty("foldDetails").EnumerateArray().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fold.GetProperty("trainRows").GetInt32(), Is.EqualTo(120));
            Assert.That(fold.GetProperty("testRows").GetInt32(), Is.EqualTo(40));
            Assert.That(run.Json.GetProperty("comparisons")[0].GetProperty("mcNemar").ValueKind, Is.EqualTo(JsonValueKind.Object));
            Assert.That(run.Json.GetProperty("verdict").GetProperty("text").GetString(), Does.Contain("not the learners"));
        }
    }

    [Test]
    public void Several_sets_get_one_page_with_ranks()
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of("compare", "iris,wine", "--models", "logistic-regression,knn,mlp", "--folds", "3", "--repeats", "1", "--epochs", "3", "--html", folder["many.html"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero, run.ToString());
            Assert.That(run.Output, Does.Contain("Mean ranks over 2 data sets").And.Contain("iris").And.Contain("wine"));
            Assert.That(File.ReadAllText(folder["many.html"]), Does.Contain("Set by set"));
        }
    }

    [Test]
    public void A_comparison_goes_on_from_its_file_and_another_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        string[] kept = [.. Quick, "--resume", folder["f"]];
        CliRun first = CliRun.Of(kept), second = CliRun.Of(kept), other = CliRun.Of([.. kept, "--seed", "4"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Error, Does.Contain("[9/9]"));
            Assert.That(second.Code, Is.Zero);
            Assert.That(second.Error, Does.Not.Contain("fold 1/3"));
            Assert.That(other.Code, Is.EqualTo(2));
            Assert.That(other.Error, Does.Contain("another comparison"));
        }
    }

    [Test]
    public void A_curve_is_told_drawn_and_written()
    {
        using var folder = new TemporaryFolder();
        CliRun run = CliRun.Of("curve", "iris", "--models", "logistic-regression,mlp", "--folds", "3", "--sizes", "20,50", "--epochs", "3", "--html", folder["c.html"], "--svg", folder["c.svg"], "--json", folder["c.json"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero, run.ToString());
            Assert.That(run.Output, Does.Contain("95 % interval").And.Contain("training rows").And.Contain("100"));
            Assert.That(File.ReadAllText(folder["c.svg"]), Does.StartWith("<svg xmlns"));
            Assert.That(JsonDocument.Parse(File.ReadAllText(folder["c.json"])).RootElement.GetProperty("sizes").EnumerateArray().Select(size => size.GetInt32()), Is.EqualTo((int[])[20, 50, 100]));
        }
    }

    [Test]
    public void A_trained_network_is_probed_layer_by_layer()
    {
        using var folder = new TemporaryFolder();
        CliRun.Of("train", "digits", "--model", "cnn", "--epochs", "3", "--out", folder["d.keras"], "--quiet");
        CliRun run = CliRun.Of("probe", folder["d.keras"], "digits", "--rows", "600", "--html", folder["p.html"], "--json", "-");
        Assert.That(run.Code, Is.Zero, run.ToString());
        JsonElement[] layers = [.. run.Json.GetProperty("layers").EnumerateArray()];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(layers.Select(layer => layer.GetProperty("kind").GetString()), Is.EqualTo((string[])["Conv2D", "MaxPooling2D", "Conv2D", "MaxPooling2D", "Dense", "Dense"]));
            Assert.That(layers.Select(layer => layer.GetProperty("width").GetInt32()), Is.EqualTo((int[])[256, 256, 256, 256, 64, 10]));
            Assert.That(layers[3].GetProperty("trained").GetDouble(), Is.GreaterThan(0.9));
            Assert.That(layers[5].GetProperty("trained").GetDouble(), Is.GreaterThan(layers[5].GetProperty("untrained").GetDouble()), "training is what makes ten numbers enough");
            Assert.That(layers.Select(layer => layer.GetProperty("control").GetDouble()), Is.All.LessThan(0.25), "shuffled targets cannot be read");
            Assert.That(File.ReadAllText(folder["p.html"]), Does.Contain("Weights of conv2d").And.Contain("Activations of conv2d").And.Contain("in two dimensions"));
            Assert.That(new FileInfo(folder["p.html"]).Length, Is.LessThan(1_000_000));
        }
    }
}
