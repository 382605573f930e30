using System.Diagnostics;
using DeepKeras.Bench.Contenders;
using DeepKeras.Bench.Results;

namespace DeepKeras.Bench.Works;

/// <summary>How long an answer takes, and how many a second.</summary>
internal static class PredictWorks
{
    private const int Features = Work.Features;

    /// <summary>One row at a time, from a host array to a host array: median and 99th percentile of up to 2000 calls.</summary>
    public static void One(IContender contender, RunResult result, bool quick)
    {
        contender.Load();
        float[] row = WorkloadData.Uniform(1, Features);
        foreach ((string name, Architecture model) in new[] { ("mlp", Architecture.Mlp), ("cnn", Architecture.Cnn) })
        {
            using ITrainer trainer = contender.Create(model);
            for (int i = 0; i < 50; i++)
                trainer.Predict(row, 1, 32);
            var micros = new List<double>(2000);
            var total = Stopwatch.StartNew();
            int most = quick ? 300 : 2000;
            while (micros.Count < most && (micros.Count < 200 || total.Elapsed.TotalSeconds < 6))
            {
                long start = Stopwatch.GetTimestamp();
                trainer.Predict(row, 1, 32);
                micros.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
            // The peers' name for the shortest way through a library that has no predict of its own is _call.
            string call = contender is DeepKerasContender ? "predict" : "call";
            result.Lower($"{name}_{call}_p50", "us", Statistics.Percentile(micros, 0.5));
            result.Lower($"{name}_{call}_p99", "us", Statistics.Percentile(micros, 0.99));
        }
    }

    /// <summary>Rows a second of one call over many rows; two values each.</summary>
    public static void Many(IContender contender, RunResult result, bool quick)
    {
        contender.Load();
        float[] all = WorkloadData.Uniform(1, 60000 * Features);
        foreach ((string name, Architecture model, int rows, int batch) in new[]
                 {
                     ("mlp_b32", Architecture.Mlp, 60000, 32), ("mlp_b512", Architecture.Mlp, 60000, 512),
                     ("cnn_b512", Architecture.Cnn, 60000, 512), ("cnn_b32", Architecture.Cnn, 15000, 32),
                 })
        {
            int used = quick ? rows / 10 : rows;
            float[] x = used * Features == all.Length ? all : all[..(used * Features)];
            using ITrainer trainer = contender.Create(model);
            trainer.Predict(x, used, batch);
            var values = new double[2];
            for (int i = 0; i < values.Length; i++)
            {
                var clock = Stopwatch.StartNew();
                trainer.Predict(x, used, batch);
                values[i] = used / clock.Elapsed.TotalSeconds;
            }
            result.Higher(name, "rows/s", values);
        }
    }
}
