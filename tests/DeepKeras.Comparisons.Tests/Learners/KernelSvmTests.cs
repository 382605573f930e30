using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Tests.Learners;

[TestFixture]
public sealed class KernelSvmTests
{
    [Test]
    public void The_solution_meets_the_optimality_conditions()
    {
        var random = new Random(1);
        const int n = 60, width = 3;
        const double gamma = 0.5, c = 2;
        float[] rows = [.. Enumerable.Range(0, n * width).Select(_ => (float)(random.NextDouble() - 0.5) * 4)];
        sbyte[] y = [.. Enumerable.Range(0, n).Select(i => (sbyte)(rows[i * width] * rows[(i * width) + 1] + (random.NextDouble() - 0.5) > 0 ? 1 : -1))];
        (double[] alpha, double bias) = new SmoSolver([.. Enumerable.Range(0, n)], y, rows, width, gamma, c, default).Solve();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(alpha.Zip(y, (a, sign) => a * sign).Sum(), Is.Zero.Within(1e-9));
            Assert.That(alpha, Is.All.InRange(0, c));
            for (int i = 0; i < n; i++)
            {
                // Karush, Kuhn, Tucker, to LIBSVM's tolerance.
                double margin = y[i] * (bias + Enumerable.Range(0, n).Sum(j => alpha[j] * y[j] * Kernel(i, j)));
                if (alpha[i] == 0)
                {
                    Assert.That(margin, Is.GreaterThanOrEqualTo(1 - 1e-3));
                }
                else if (alpha[i] == c)
                {
                    Assert.That(margin, Is.LessThanOrEqualTo(1 + 1e-3));
                }
                else
                {
                    Assert.That(margin, Is.EqualTo(1).Within(1e-3));
                }
            }
        }

        double Kernel(int i, int j) => Math.Exp(-gamma * Enumerable.Range(0, width).Sum(d => Math.Pow((double)rows[(i * width) + d] - rows[(j * width) + d], 2)));
    }

    [Test]
    public void Digits_are_scored_as_the_study_scored_them()
    {
        // The study's rbf_svm, C = 10, on digits: 0.981 over 5 folds.
        ComparisonReport report = Comparison.On(TestData.Named("digits")).Folds(5).Baselines(Baseline.KernelSvm(10), Baseline.Knn()).Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Learners[1].Mean, Is.EqualTo(0.981).Within(0.006));
            Assert.That(report.Learners[2].Mean, Is.InRange(0.96, 0.99));
        }
    }

    [Test]
    public void One_neighbour_knows_its_training_rows()
    {
        Dataset wine = TestData.Named("wine");
        using IFittedLearner fitted = Baseline.Knn(1).Fit(wine, 0, default);
        Assert.That(Score.Accuracy.Of(wine.Labels, fitted.Predict(wine).Scores), Is.EqualTo(1));
    }

    [Test]
    public void Neighbours_of_a_number_are_averaged()
    {
        Dataset line = Dataset.From(new float[,] { { 0 }, { 1 }, { 2 }, { 10 } }, new float[] { 1, 2, 3, 100 });
        using IFittedLearner fitted = Baseline.Knn(3).Fit(line, 0, default);
        Assert.That(fitted.Predict(line).Numbers[0], Is.EqualTo(2).Within(1e-6));
    }
}
