using System.Text.Json;
using DeepKeras.Comparisons.Curves;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Statistics;
using DeepKeras.Comparisons.Tests.Running;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Curves;

[TestFixture]
public sealed class LearningCurveTests
{
    private static readonly Lazy<CurveReport> Iris = new(() => LearningCurve.On(TestData.Named("iris")).Sizes(20, 40, 80)
        .Baselines(Growing("flat", LearnerKind.Shallow, _ => 0.8), Growing("low", LearnerKind.Shallow, _ => 0.5))
        .Deep(Growing("net", LearnerKind.Deep, n => n < 50 ? 0.6 : 0.97)).Run());

    [Test]
    public void Subsets_are_nested_and_hold_classes_in_their_shares()
    {
        Dataset digits = TestData.Named("digits");
        int[] order = NestedRows.Order(digits, 3);
        int[] all = [.. Enumerable.Range(0, 10).Select(c => digits.Labels.ToArray().Count(label => label == c))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(order.Order(), Is.EqualTo(Enumerable.Range(0, digits.Rows)));
            foreach (int n in (int[])[20, 50, 100, 700])
            {
                for (int c = 0; c < 10; c++)
                {
                    double share = n * (double)all[c] / digits.Rows;
                    Assert.That(order.Take(n).Count(row => digits.Labels[row] == c), Is.EqualTo(share).Within(1.0001));
                }
            }
        }
    }

    [Test]
    public void Whole_groups_come_one_after_the_other_and_time_from_its_end()
    {
        Dataset iris = TestData.Named("iris");
        int[] groups = [.. Enumerable.Range(0, 150).Select(row => row % 15)];
        int[] order = NestedRows.Order(iris.With(groups: groups), 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(order.Take(30).Select(row => groups[row]).Distinct().Count(), Is.EqualTo(3));
            Assert.That(NestedRows.Order(iris.With(timeOrdered: true), 1).Take(3), Is.EqualTo((int[])[149, 148, 147]));
        }
    }

    [Test]
    public void A_learner_sees_subsets_of_the_training_part_and_the_same_test_part_at_every_size()
    {
        var tests = new List<int>();
        var trained = new List<int>();
        var spy = new Stand("spy", LearnerKind.Shallow, (training, _, rows) =>
        {
            lock (tests)
            {
                if (rows.Rows == 30)
                {
                    tests.Add(rows.Rows);
                }
            }

            return Stand.Noisy("x", LearnerKind.Shallow, 0.9).Fit(training, 0, default).Predict(rows).Scores;
        }, (training, _) => trained.Add(training.Rows));
        CurveReport report = LearningCurve.On(TestData.Named("iris")).Sizes(20, 60).Baselines(spy).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Sizes, Is.EqualTo((int[])[20, 60, 120]));
            Assert.That(trained, Is.EqualTo(Enumerable.Repeat((int[])[20, 60, 120], 5).SelectMany(n => n)));
            Assert.That(tests, Has.Count.GreaterThanOrEqualTo(15));
        }
    }

    [Test]
    public void The_crossover_lies_where_the_lead_changes_and_names_its_interval()
    {
        CurveCrossover main = Iris.Value.Main!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(main.Shallow, Is.EqualTo(CurveCrossover.BestAtEachSize));
            Assert.That(main.Crossover!.At.Place, Is.EqualTo(CrossingPlace.Inside));
            Assert.That(main.Crossover.At.N, Is.InRange(40, 80));
            Assert.That(main.Text, Does.Match("net leads the best shallow learner \\(of each size\\) from about [0-9]+ rows on \\(95 % interval .* to .*\\)"));
        }
    }

    [Test]
    public void What_lies_beyond_the_rows_at_hand_gets_no_number()
    {
        CurveReport report = LearningCurve.On(TestData.Named("iris")).Sizes(20, 40, 80).Baselines(Growing("good", LearnerKind.Shallow, _ => 0.95))
            .Deep(Growing("net", LearnerKind.Deep, n => 0.5 + (n * 0.002))).Run();
        using JsonDocument json = JsonDocument.Parse(report.ToJson());
        JsonElement at = json.RootElement.GetProperty("crossovers")[0].GetProperty("at");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Text, Does.Contain("beyond the rows at hand").And.Contain("up to 120 rows"));
            Assert.That(at.GetProperty("place").GetString(), Is.EqualTo("beyond"));
            Assert.That(at.GetProperty("rows").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(report.ToSvg(), Does.Contain("beyond the rows"));
        }
    }

    [Test]
    public void The_figure_has_a_curve_and_a_band_for_each_learner_and_dashed_fits()
    {
        string svg = Iris.Value.ToSvg();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(System.Text.RegularExpressions.Regex.Count(svg, "class=\"area "), Is.EqualTo(3));
            Assert.That(System.Text.RegularExpressions.Regex.Count(svg, "class=\"curve fit "), Is.EqualTo(3));
            Assert.That(Iris.Value.ToHtml(), Does.Contain("<svg").And.Not.Contain("<script"));
        }
    }

    [Test]
    public void A_learner_that_fails_has_no_curve_and_the_others_stand()
    {
        CurveReport report = LearningCurve.On(TestData.Named("iris")).Sizes(20, 60).Baselines(Growing("good", LearnerKind.Shallow, _ => 0.95))
            .Deep(new Stand("bad", LearnerKind.Deep, (_, _, _) => throw new InvalidOperationException("broke")), Growing("net", LearnerKind.Deep, _ => 0.9)).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Curves.Single(curve => curve.Name == "bad").Failure, Does.Contain("broke"));
            Assert.That(report.Main!.Deep, Is.EqualTo("net"));
            Assert.That(report.ToText(), Does.Contain("bad failed"));
        }
    }

    [TestCase(0.05, 2.0, 0.5)]
    [TestCase(0.0, 0.8, 0.21)]
    [TestCase(0.12, 30.0, 1.1)]
    public void A_power_law_is_found_again(double floor, double scale, double exponent)
    {
        int[] n = [20, 50, 120, 300, 800, 2000];
        PowerLaw law = PowerLaw.Fit(n, [.. n.Select(rows => floor + (scale * Math.Pow(rows, -exponent)))])!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(law.Floor, Is.EqualTo(floor).Within(1e-4));
            Assert.That(law.Scale, Is.EqualTo(scale).Within(scale * 1e-3));
            Assert.That(law.Exponent, Is.EqualTo(exponent).Within(1e-3));
            Assert.That(law.RootMeanSquare, Is.LessThan(1e-5));
        }
    }

    [Test]
    public void An_error_that_does_not_fall_is_a_floor_and_two_sizes_are_no_curve()
    {
        PowerLaw flat = PowerLaw.Fit([10, 100, 1000], [0.2, 0.25, 0.3])!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(flat, Is.EqualTo(flat with { Floor = 0.25, Scale = 0, Exponent = 0 }).Using<PowerLaw>((a, b) => Math.Abs(a.Floor - b.Floor) < 1e-12 && a.Scale == b.Scale && a.Exponent == b.Exponent));
            Assert.That(PowerLaw.Fit([10, 100], [0.3, 0.2]), Is.Null);
        }
    }

    [Test]
    public void Sizes_that_no_training_part_has_are_refused() => Assert.That(
        () => LearningCurve.On(TestData.Named("iris")).Sizes(20, 500).Baselines(Baseline.Knn()).Run(), Throws.ArgumentException.With.Message.Contains("120 rows").And.Message.Contains("500"));

    private static Stand Growing(string name, LearnerKind kind, Func<int, double> right) => new(name, kind, (training, seed, rows) =>
        Stand.Noisy(name, kind, right(training.Rows)).Fit(training, seed, default).Predict(rows).Scores);
}
