using DeepKeras.Data;
using MathNet.Numerics.LinearRegression;

namespace DeepKeras.Tests.BuiltIn;

/// <summary>
/// R² on five expanding windows, against a study made with NumPy and scikit-learn on the same files: equal only if the lags, the filling of
/// gaps and the order of the rows are.
/// </summary>
public sealed class SeriesTests
{
    private static readonly double[] SunspotsLinear = [0.774405, 0.853372, 0.702805, 0.863963, 0.866194];
    private static readonly double[] Co2Linear = [0.981884, 0.988037, 0.98992, 0.983992, 0.990003];
    private static readonly double[] ChangeLinear = [0.258299, 0.328327, 0.390523, 0.385725, 0.353573];
    private static readonly double[] SunspotsLast = [0.642995, 0.645096, 0.578309, 0.665645, 0.575005];
    private static readonly double[] Co2Last = [0.97567, 0.981861, 0.983278, 0.975169, 0.983928];

    [Test]
    public void A_linear_model_on_sunspots_scores_as_in_the_study() =>
        Assert.That(Scores(Datasets.Sunspots(), Linear), Is.EqualTo(SunspotsLinear).Within(2e-4));

    [Test]
    public void A_linear_model_on_co2_scores_as_in_the_study() =>
        Assert.That(Scores(Datasets.Co2(), Linear), Is.EqualTo(Co2Linear).Within(2e-4));

    [Test]
    public void A_linear_model_on_the_change_of_co2_scores_as_in_the_study() =>
        Assert.That(Scores(Datasets.Co2Change(), Linear), Is.EqualTo(ChangeLinear).Within(2e-3));

    [Test]
    public void The_last_value_of_sunspots_scores_as_in_the_study() =>
        Assert.That(Scores(Datasets.Sunspots(), Last), Is.EqualTo(SunspotsLast).Within(1e-5));

    [Test]
    public void The_last_value_of_co2_scores_as_in_the_study() =>
        Assert.That(Scores(Datasets.Co2(), Last), Is.EqualTo(Co2Last).Within(1e-4));

    [Test]
    public void Lags_run_from_the_oldest_to_the_last_value()
    {
        Dataset dataset = Datasets.Sunspots();
        Assert.That(dataset.Features.Select(column => column.Name), Is.EqualTo(Enumerable.Range(1, 11).Reverse().Select(lag => $"lag_{lag}")));
        Assert.That((dataset.Features[0].Numbers[0], dataset.Features[1].Numbers[0], dataset.Features[2].Numbers[0]), Is.EqualTo((5f, 11f, 16f)));
        Assert.That((dataset.Targets[0], dataset.Features[^1].Numbers[1]), Is.EqualTo((dataset.Targets[0], dataset.Targets[0])));
    }

    [Test]
    public void Series_are_in_time_order([Values("sunspots", "co2", "co2-change")] string name) =>
        Assert.That(Datasets.Load(name).TimeOrdered, Is.True);

    private static double[] Last(double[][] x, double[] y, double[][] test) => [.. test.Select(row => row[^1])];

    private static double[] Linear(double[][] x, double[] y, double[][] test)
    {
        double[] mean = [.. Enumerable.Range(0, x[0].Length).Select(j => x.Average(row => row[j]))];
        double[] Centred(double[] row) => [.. row.Select((value, j) => value - mean[j])];
        double level = y.Average();
        double[] weights = MultipleRegression.QR([.. x.Select(Centred)], [.. y.Select(value => value - level)]);
        return [.. test.Select(row => level + Centred(row).Zip(weights, (a, b) => a * b).Sum())];
    }

    private static double[] Scores(Dataset dataset, Func<double[][], double[], double[][], double[]> predict)
    {
        double[][] x = [.. Enumerable.Range(0, dataset.Rows).Select(row => dataset.Features.Select(column => (double)column.Numbers[row]).ToArray())];
        double[] y = [.. dataset.Targets.ToArray().Select(value => (double)value)];
        int size = dataset.Rows / 6;
        var scores = new double[5];
        for (int fold = 0; fold < 5; fold++)
        {
            int start = dataset.Rows - ((5 - fold) * size);
            double[] truth = y[start..(start + size)];
            double[] predicted = predict(x[..start], y[..start], x[start..(start + size)]);
            double level = truth.Average();
            scores[fold] = 1 - (truth.Zip(predicted, (a, b) => (a - b) * (a - b)).Sum() / truth.Sum(a => (a - level) * (a - level)));
        }

        return scores;
    }
}
