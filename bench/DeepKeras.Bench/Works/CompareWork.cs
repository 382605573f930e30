using System.Diagnostics;
using DeepKeras.Bench.Results;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Bench.Works;

/// <summary>Seven learners on five folds of two small sets: seconds of fit and predict, learner by learner, one after the other; CPU seconds beside them, which a busy machine does not change much.</summary>
internal static class CompareWork
{
    private const int FoldCount = 5;

    public static void Run(RunResult result, bool quick)
    {
        DeepLearner mlp = DeepLearner.Mlp(64, 32).With(new DeepTraining { Epochs = quick ? 3 : 30, BatchSize = 32 }).Named("mlp");
        (string Name, ILearner Learner)[] learners =
        [
            ("logistic", Baseline.LogisticRegression()), ("linear_svm", Baseline.LinearSvm()), ("rbf_svm", Baseline.KernelSvm()), ("random_forest", Baseline.RandomForest()),
            ("boosting", Baseline.GradientBoosting()), ("knn", Baseline.Knn()), ("mlp", mlp),
        ];
        double all = 0, shallow = 0, cpu = 0;
        foreach (string set in (string[])["breast-cancer", "digits"])
        {
            Dataset data = Datasets.Load(set);
            IReadOnlyList<Fold> folds = StratifiedKFold.Split(data.Labels.ToArray(), FoldCount);
            foreach ((string name, ILearner learner) in learners)
            {
                double seconds = 0, accuracy = 0, busy = CpuSeconds();
                foreach (Fold fold in folds)
                {
                    Dataset training = data.Subset(fold.Train), test = data.Subset(fold.Test);
                    var clock = Stopwatch.StartNew();
                    using IFittedLearner fitted = learner.Fit(training, 0, CancellationToken.None);
                    Predictions predictions = fitted.Predict(test);
                    seconds += clock.Elapsed.TotalSeconds;
                    accuracy += predictions.Labels().Where((label, row) => label == test.Labels[row]).Count() / (double)(test.Rows * FoldCount);
                }

                busy = CpuSeconds() - busy;
                cpu += busy;
                result.Lower($"{set.Replace('-', '_')}_{name}", "s", seconds);
                result.Info[$"{set.Replace('-', '_')}_{name}_cpu_s"] = Math.Round(busy, 3);
                result.Info[$"{set.Replace('-', '_')}_{name}_accuracy"] = Math.Round(accuracy, 4);
                all += seconds;
                shallow += name == "mlp" ? 0 : seconds;
            }
        }

        result.Lower("shallow_total", "s", shallow);
        result.Lower("neural_total", "s", all - shallow);
        result.Lower("total", "s", all);
        result.Info["total_cpu_s"] = Math.Round(cpu, 3);
    }

    private static double CpuSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
