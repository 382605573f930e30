using System.Globalization;
using System.IO.Compression;

namespace DeepKeras.Cli;

internal sealed class TrainTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void A_model_is_trained_evaluated_and_predicts_classes_of_a_csv()
    {
        string data = folder.Write("people.csv", People(200));
        CliRun train = CliRun.Of("train", data, "--target", "income", "--model", "mlp:32", "--epochs", "150", "--out", folder["m.keras"]);
        CliRun evaluate = CliRun.Of("evaluate", folder["m.keras"], folder.Write("more.csv", People(100, start: 200)), "--json");
        CliRun predict = CliRun.Of("predict", folder["m.keras"], folder.Write("new.csv", Unlabelled(People(100, start: 200))), "--out", folder["p.csv"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(train.Code, Is.Zero, train.ToString());
            Assert.That(evaluate.Code, Is.Zero, evaluate.ToString());
            Assert.That(predict.Code, Is.Zero, predict.ToString());
            Assert.That(evaluate.Json.GetProperty("scores").GetProperty("accuracy").GetDouble(), Is.GreaterThan(0.85));
        }

        string[] lines = File.ReadAllLines(folder["p.csv"]);
        string[] truth = [.. File.ReadAllLines(folder["more.csv"]).Skip(1).Select(line => line.Split(',')[^1])];
        double right = lines.Skip(1).Zip(truth).Average(pair => pair.First.Split(',')[0] == pair.Second ? 1.0 : 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Is.EqualTo("income,p(high),p(low)"));
            Assert.That(lines, Has.Length.EqualTo(101));
            Assert.That(right, Is.EqualTo(evaluate.Json.GetProperty("scores").GetProperty("accuracy").GetDouble()).Within(1e-9));
            foreach (string line in lines.Skip(1))
            {
                Assert.That(line.Split(',').Skip(1).Sum(p => double.Parse(p, CultureInfo.InvariantCulture)), Is.EqualTo(1).Within(1e-5));
            }
        }
    }

    [Test]
    public void Columns_are_found_by_name_in_any_order_among_others()
    {
        string data = folder.Write("people.csv", People(120));
        CliRun.Of("train", data, "--target", "income", "--epochs", "2", "--out", folder["m.keras"]);
        string swapped = string.Join('\n', People(50).TrimEnd('\n').Split('\n').Select((line, i) => $"{(i == 0 ? "note" : "x" + i)},{string.Join(',', line.Split(',').Reverse())}"));
        CliRun plain = CliRun.Of("predict", folder["m.keras"], folder.Write("a.csv", People(50)));
        CliRun other = CliRun.Of("predict", folder["m.keras"], folder.Write("b.csv", swapped));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.Code, Is.Zero, plain.ToString());
            Assert.That(other.Output, Is.EqualTo(plain.Output));
        }
    }

    [Test]
    public void A_missing_column_is_a_wrong_call_that_names_it()
    {
        CliRun.Of("train", folder.Write("people.csv", People(120)), "--target", "income", "--epochs", "1", "--out", folder["m.keras"]);
        CliRun run = CliRun.Of("predict", folder["m.keras"], folder.Write("b.csv", "age,jobb\n3,cook\n"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(2), run.ToString());
            Assert.That(run.Error, Does.Contain("\"job\"; did you mean \"jobb\"?"));
        }
    }

    [Test]
    public void A_number_is_predicted_in_its_own_unit()
    {
        CliRun train = CliRun.Of("train", "diabetes", "--out", folder["m.keras"], "--quiet");
        CliRun predict = CliRun.Of("predict", folder["m.keras"], "diabetes");
        double[] values = [.. predict.Output.Trim().ReplaceLineEndings("\n").Split('\n').Skip(1).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(train.Code, Is.Zero, train.ToString());
            Assert.That(predict.Output, Does.StartWith("progression\n"));
            Assert.That(values, Has.Length.EqualTo(442));
            Assert.That(values.Average(), Is.EqualTo(152.1).Within(15), "the mean of the targets is 152.1");
        }
    }

    [Test]
    public void Images_and_text_go_through_a_file_as_well([Values("digits", "words")] string set)
    {
        CliRun train = CliRun.Of("train", set, "--epochs", "4", "--validation-split", set == "words" ? "0.9" : "0.5", "--out", folder["m.keras"]);
        CliRun evaluate = CliRun.Of("evaluate", folder["m.keras"], set, "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(train.Code, Is.Zero, train.ToString());
            Assert.That(evaluate.Code, Is.Zero, evaluate.ToString());
            Assert.That(evaluate.Json.GetProperty("scores").GetProperty("accuracy").GetDouble(), Is.GreaterThan(set == "words" ? 0.4 : 0.6));
        }
    }

    [Test]
    public void The_file_is_keras_s_with_the_preprocessing_as_an_asset()
    {
        CliRun.Of("train", "iris", "--epochs", "1", "--out", folder["m.keras"]);
        using ZipArchive zip = ZipFile.OpenRead(folder["m.keras"]);
        Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EqualTo((string[])["metadata.json", "config.json", "model.weights.h5", "assets/deepkeras/preprocessing.json"]));
    }

    [Test]
    public void Stopping_leaves_the_file_that_was_there()
    {
        File.WriteAllText(folder["m.keras"], "old");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        CliRun run = CliRun.Of(stop.Token, "train", "iris", "--out", folder["m.keras"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(130));
            Assert.That(folder.Files, Is.EqualTo((string[])["m.keras"]));
            Assert.That(File.ReadAllText(folder["m.keras"]), Is.EqualTo("old"));
        }
    }

    [Test]
    public void A_damaged_model_and_one_without_preprocessing_fail_the_job()
    {
        CliRun damaged = CliRun.Of("predict", folder.Write("m.keras", "no zip"), "iris");
        using (Sequential model = Sequential.Create([4]).Dense(3))
        {
            model.Save(folder["bare.keras"]);
        }

        CliRun bare = CliRun.Of("predict", folder["bare.keras"], "iris");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(damaged.Code, Is.EqualTo(1), damaged.ToString());
            Assert.That(bare.Code, Is.EqualTo(1), bare.ToString());
            Assert.That(bare.Error, Does.Contain("expected a model with its preprocessing"));
        }
    }

    [Test]
    public void A_class_that_the_model_does_not_know_is_named()
    {
        CliRun.Of("train", folder.Write("people.csv", People(120)), "--target", "income", "--epochs", "1", "--out", folder["m.keras"]);
        CliRun run = CliRun.Of("evaluate", folder["m.keras"], folder.Write("b.csv", "age,job,income\n3,cook,hihg\n4,cook,low\n"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(1), run.ToString());
            Assert.That(run.Error, Does.Contain("row 1: unknown class \"hihg\"; did you mean \"high\"?"));
        }
    }

    [Test]
    public void Summary_shows_a_saved_model_and_a_recipe()
    {
        CliRun.Of("train", "iris", "--epochs", "1", "--model", "mlp:7", "--out", folder["m.keras"]);
        using (Assert.EnterMultipleScope())
        {
            // 4 * 7 + 7 and 7 * 3 + 3.
            Assert.That(CliRun.Of("summary", folder["m.keras"]).Output, Does.Contain("(None, 7)").And.Contain(" 35 ").And.Contain(" 24 "));
            Assert.That(CliRun.Of("summary", "mlp:7", "iris").Output, Does.Contain("Total params: 59"));
        }
    }

    // High where the age is above 40 for cooks and nurses, below it for the others; every ninth age is missing.
    private static string People(int rows, int start = 0)
    {
        string[] jobs = ["cook", "nurse", "clerk", "smith"];
        var lines = new List<string> { "age,job,income" };
        for (int i = start; i < start + rows; i++)
        {
            int age = 18 + (i * 37 % 53);
            string job = jobs[i * 7 % 11 % 4];
            bool high = (age > 40) == (job is "cook" or "nurse");
            lines.Add($"{(i % 9 == 0 ? "" : age.ToString(CultureInfo.InvariantCulture))},{job},{(high ? "high" : "low")}");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Unlabelled(string table) => string.Join('\n', table.TrimEnd('\n').Split('\n').Select(line => line[..line.LastIndexOf(',')])) + "\n";
}
