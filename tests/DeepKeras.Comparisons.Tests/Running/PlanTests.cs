using System.Text.Json.Nodes;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Running;

/// <summary>Several fits at once, several seeds, resuming, a fixed test set, tuning.</summary>
[TestFixture]
public sealed class PlanTests
{
    private static Comparison Wine() => Comparison.On(TestData.Named("wine")).Folds(3)
        .Baselines(Baseline.LogisticRegression(), Baseline.LinearSvm(), Baseline.RandomForest(20), Baseline.LightGbm(), Baseline.Knn(), Baseline.KernelSvm())
        .Deep(new TinyNetwork(epochs: 10)).Metric(Score.RocAuc);

    [Test]
    public void Fits_in_parallel_give_every_number_that_fits_one_by_one_give()
    {
        string one = Numbers(Wine().Run()), four = Numbers(Wine().Parallel(4).Run());
        Assert.That(four, Is.EqualTo(one));
    }

    [Test]
    public void The_failure_told_is_the_first_one_in_order_however_many_run_at_once()
    {
        ComparisonReport Run(int parallel)
        {
            int fits = 0;
            var breaks = Stand.Noisy("breaks", LearnerKind.Deep, 0.9, (training, _) =>
            {
                // Later folds fail at once, the fold that counts fails late.
                int fit = Interlocked.Increment(ref fits);
                if (training.Labels[0] >= 0 && fit > 1)
                {
                    throw new InvalidOperationException("no luck");
                }
            });
            return Comparison.On(TestData.Named("iris")).Folds(5).Baselines(Baseline.Knn()).Deep(breaks).Parallel(parallel).Run();
        }

        LearnerResult one = Run(1).Learners[^1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(one.Failure, Is.EqualTo("fold 2 of 5: no luck"));
            Assert.That(Run(1).Learners[1].Scores, Has.Count.EqualTo(5));
        }
    }

    [Test]
    public void Seeds_part_the_variance_of_the_seed_from_that_of_the_folds()
    {
        Dataset iris = TestData.Named("iris");
        ComparisonReport report = Comparison.On(iris).Folds(5).Seeds(4).Baselines(Baseline.Knn()).Deep(Stand.Noisy("noisy", LearnerKind.Deep, 0.8)).Run();
        LearnerResult noisy = report.Learners[^1];
        VarianceComponents expected = VarianceComponents.Of(noisy.SeedScores);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(noisy.SeedScores, Has.Count.EqualTo(4).And.All.Count.EqualTo(5));
            Assert.That(noisy.SeedScores.Distinct().Count(), Is.EqualTo(4));
            Assert.That(noisy.Scores[2], Is.EqualTo(noisy.SeedScores.Average(row => row[2])).Within(1e-12));
            Assert.That(noisy.Variance!.Seed, Is.EqualTo(expected.Seed));
            Assert.That(report.Learners[1].Variance, Is.Null, "shallow learners run with one seed");
            Assert.That(report.Advice.Select(sentence => sentence.Topic), Does.Contain("seeds"));
        }
    }

    [Test]
    public void The_first_seed_of_several_is_the_only_seed_of_one()
    {
        ComparisonReport Run(int seeds) => Comparison.On(TestData.Named("iris")).Folds(3).Seeds(seeds).Baselines(Baseline.Knn()).Deep(new TinyNetwork(epochs: 3)).Run();
        Assert.That(Run(2).Learners[^1].SeedScores[0], Is.EqualTo(Run(1).Learners[^1].Scores));
    }

    [Test]
    public void A_journal_cut_at_any_byte_leads_to_the_report_of_an_unbroken_run()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "folds.jsonl");
        int fits = 0;
        ComparisonReport Run() => Comparison.On(TestData.Named("iris")).Folds(4).Seeds(2).Resume(path)
            .Baselines(Stand.Noisy("a", LearnerKind.Shallow, 0.9, (_, _) => fits++), Stand.Noisy("broken", LearnerKind.Shallow, 0.9, (rows, _) => throw new InvalidOperationException($"{rows.Rows} rows")))
            .Deep(Stand.Noisy("b", LearnerKind.Deep, 0.8, (_, _) => fits++)).Run();
        string whole = Numbers(Run());
        byte[] journal = File.ReadAllBytes(path);
        var random = new Random(5);
        using (Assert.EnterMultipleScope())
        {
            fits = 0;
            Assert.That(Numbers(Run()), Is.EqualTo(whole));
            Assert.That(fits, Is.Zero, "a finished comparison is not fitted again");
            foreach (int cut in Enumerable.Range(0, 20).Select(_ => random.Next(journal.Length + 1)).Append(0).Append(3).Append(journal.Length - 1))
            {
                File.WriteAllBytes(path, journal[..cut]);
                Assert.That(Numbers(Run()), Is.EqualTo(whole), $"cut after {cut} of {journal.Length} bytes");
            }
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Test]
    public void A_run_stopped_at_random_goes_on_to_the_same_report()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "folds.jsonl");
        Comparison Plan(Action<Dataset, int>? onFit = null) => Comparison.On(TestData.Named("iris")).Folds(5).Parallel(2).Baselines(Stand.Noisy("a", LearnerKind.Shallow, 0.9, onFit)).Deep(Stand.Noisy("b", LearnerKind.Deep, 0.8, onFit));
        string whole = Numbers(Plan().Run());
        var random = new Random(11);
        for (int stopped = 0; stopped < 20; stopped++)
        {
            using var stop = new CancellationTokenSource();
            int left = random.Next(0, 4);
            try
            {
                Plan((_, _) =>
                {
                    if (Interlocked.Decrement(ref left) < 0)
                    {
                        stop.Cancel();
                    }
                }).Resume(path).Run(null, stop.Token);
            }
            catch (OperationCanceledException)
            {
            }
        }

        Assert.That(Numbers(Plan().Resume(path).Run()), Is.EqualTo(whole));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Test]
    public void A_journal_of_another_plan_is_refused_and_left_as_it_is()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "folds.jsonl");
        Comparison.On(TestData.Named("iris")).Folds(3).Resume(path).Baselines(Baseline.Knn(3)).Run();
        byte[] before = File.ReadAllBytes(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Comparison.On(TestData.Named("iris")).Folds(3).Resume(path).Baselines(Baseline.Knn(5)).Run(), Throws.ArgumentException.With.Message.Contains("another comparison"));
            Assert.That(() => Comparison.On(TestData.Named("wine")).Folds(3).Resume(path).Baselines(Baseline.Knn(3)).Run(), Throws.ArgumentException.With.Message.Contains("another comparison"));
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(before));
        }

        File.WriteAllText(path, "a,b\n1,2\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Comparison.On(TestData.Named("iris")).Folds(3).Resume(path).Baselines(Baseline.Knn(3)).Run(), Throws.ArgumentException.With.Message.Contains("something else"));
            Assert.That(File.ReadAllText(path), Is.EqualTo("a,b\n1,2\n"));
        }

        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Test]
    public void A_fixed_test_set_is_judged_by_the_rows_that_only_one_gets_right()
    {
        Dataset iris = TestData.Named("iris");
        int[] even = [.. Enumerable.Range(0, 150).Where(i => i % 2 == 0)], odd = [.. Enumerable.Range(0, 150).Where(i => i % 2 == 1)];
        ComparisonReport report = Comparison.On(iris.Subset(even)).TestOn(iris.Subset(odd)).Baselines(Stand.Noisy("shallow", LearnerKind.Shallow, 0.9))
            .Deep(Stand.Noisy("deep", LearnerKind.Deep, 0.5)).Run();
        PairResult pair = report.Comparisons.Single();
        int difference = (int)Math.Round(pair.Difference * 75);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Folds.Single(), Is.EqualTo(new ReportFold(0, 0, 75, 75, report.Folds[0].Seed)));
            Assert.That(pair.McNemar!.OnlyARight - pair.McNemar.OnlyBRight, Is.EqualTo(difference));
            Assert.That(pair.Judged, Is.Null);
            Assert.That(report.Verdict.Kind, Is.EqualTo(VerdictKind.Undecided));
            Assert.That(report.Verdict.Text, Does.Contain("McNemar mid-p").And.Contain("not the learners"));
            Assert.That(report.ToHtml() + report.ToMarkdown() + report.ToText() + report.ToJson(), Does.Contain("McNemar"));
        }
    }

    [Test]
    public void Duplicates_are_counted_exactly()
    {
        Dataset iris = TestData.Named("wine");
        Dataset withCopies = iris.Subset([.. Enumerable.Range(0, 178), .. Enumerable.Range(0, 40)]);
        ComparisonReport report = Comparison.On(withCopies).Folds(2).Baselines(Baseline.Knn(1)).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.DuplicateShare, Is.InRange(0.1, 0.37).And.EqualTo(Duplicates.Share(withCopies, FoldPlan.For(withCopies, 2, 2, 0).Folds)).Within(0.2));
            Assert.That(report.Warnings, Has.Some.Contains("same features"));
        }
    }

    /// <summary>The report without what a clock or a meter said.</summary>
    internal static string Numbers(ComparisonReport report)
    {
        JsonNode json = JsonNode.Parse(report.ToJson())!;
        json["parallelFits"] = null;
        json["paretoFront"] = null;
        json["advice"] = null;
        foreach (JsonNode? learner in json["learners"]!.AsArray())
        {
            foreach (string measured in (string[])["trainSeconds", "predictMicrosecondsPerRow", "trainSecondsPerFold", "predictMicrosecondsPerRowPerFold", "cost"])
            {
                learner![measured] = null;
            }
        }

        return json.ToJsonString();
    }
}
