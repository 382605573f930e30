using System.Diagnostics;
using DeepKeras.Bench.Contenders;
using DeepKeras.Bench.Results;

namespace DeepKeras.Bench.Works;

/// <summary>Small data, memory, startup, files and the matrix product.</summary>
internal static class OtherWorks
{
    private const int TableRows = 1000;

    /// <summary>What a person feels on small data: model's first line to the end of 50 epochs.</summary>
    public static void Tabular(IContender contender, RunResult result, bool quick)
    {
        (float[] x, int[] y) = WorkloadData.Table(TableRows);
        contender.Load();
        int epochs = quick ? 5 : 50;
        double accuracy = 0;
        result.Lower("first_fit", "ms", Fit());
        result.Lower("second_fit", "ms", Fit(), Fit());
        result.Info["accuracy"] = accuracy;

        double Fit()
        {
            var clock = Stopwatch.StartNew();
            using ITrainer trainer = contender.Create(Architecture.Tabular);
            accuracy = trainer.Fit(x, y, 32, epochs).Accuracy;
            return clock.Elapsed.TotalMilliseconds;
        }
    }

    /// <summary>Resident memory along 3,000 and then 20,000 steps of the MLP.</summary>
    public static void Memory(IContender contender, RunResult result, bool quick)
    {
        const int rows = 6400, batch = 32, steps = rows / batch;
        (float[] x, int[] y) = WorkloadData.Images(rows, Work.Features);
        result.Tell("rss_before_import", "MB", ProcessMemory.Resident);
        ProcessMemory.ResetPeak();
        contender.Load();
        result.Lower("rss_after_import", "MB", ProcessMemory.Resident);
        using ITrainer trainer = contender.Create(Architecture.Mlp);
        result.Lower("rss_after_build", "MB", ProcessMemory.Resident);
        trainer.Fit(x, y, batch, quick ? 3 : 15);
        result.Lower("rss_after_3000", "MB", ProcessMemory.Resident);
        result.Lower("peak_3000", "MB", ProcessMemory.Peak);
        result.Tell("anon_after_3000", "MB", ProcessMemory.Anonymous);

        var resident = new List<double>();
        trainer.Fit(x, y, batch, quick ? 10 : 100, _ => resident.Add(ProcessMemory.Resident));
        result.Lower("growth_20000", "MB", resident[^1] - resident[0]);
        double[] late = [.. resident.Skip(resident.Count / 2)];
        double[] at = [.. Enumerable.Range(0, late.Length).Select(i => i * steps / 1000.0)];
        result.Tell("late_slope", "KB/1000 steps", Statistics.Slope(at, late) * 1024);
    }

    /// <summary>Wall seconds of a whole process that fits one epoch of the small table and predicts it.</summary>
    public static void Startup(IContender contender, RunResult result, bool quick)
    {
        var values = new List<double>();
        for (int i = 0; i < (quick ? 2 : 4); i++)
        {
            var clock = Stopwatch.StartNew();
            ChildProcess.Run(["startup-child", "--label", contender.Label]);
            if (i > 0)
                values.Add(clock.Elapsed.TotalSeconds);
        }
        result.Lower("process", "s", values);
        result.Info["app"] = "framework-dependent build, its own executable, no ReadyToRun, no AOT";
    }

    /// <summary>The child of <see cref="Startup"/>.</summary>
    public static void StartupChild(IContender contender)
    {
        (float[] x, int[] y) = WorkloadData.Table(TableRows);
        contender.Load();
        using ITrainer trainer = contender.Create(Architecture.Tabular);
        trainer.Fit(x, y, 32, 1);
        if (trainer.Predict(x, TableRows, 32).Length != TableRows)
            throw new InvalidOperationException($"startup: expected {TableRows} outputs.");
    }

    /// <summary>Writing and reading 20,037,642 parameters.</summary>
    public static void SaveLoad(IContender contender, RunResult result, bool quick)
    {
        contender.Load();
        float[] probe = WorkloadData.Uniform(1, 4 * Work.Features);
        using ITrainer trainer = contender.Create(Architecture.Large);
        float[] expected = trainer.Predict(probe, 4, 32);
        string path = Path.Combine(Path.GetTempPath(), $"deepkeras-bench-{Environment.ProcessId}{contender.Extension}");
        var (saves, loads, size) = (new List<double>(), new List<double>(), 0L);
        for (int i = 0; i < (quick ? 1 : 3); i++)
        {
            try
            {
                var clock = Stopwatch.StartNew();
                trainer.Save(path);
                saves.Add(clock.Elapsed.TotalMilliseconds);
                size = new FileInfo(path).Length;
                clock.Restart();
                using ITrainer back = contender.Open(Architecture.Large, path);
                loads.Add(clock.Elapsed.TotalMilliseconds);
                float off = back.Predict(probe, 4, 32).Zip(expected, (a, b) => Math.Abs(a - b)).Max();
                if (!(off < 1e-4f))
                    result.Failed.Add($"outputs after loading differ by {off}");
            }
            finally
            {
                File.Delete(path);
            }
        }
        result.Lower("keras_save", "ms", saves);
        result.Lower("keras_load", "ms", loads);
        result.Lower("keras_size", "MB", size / 1048576.0);
    }

    /// <summary>A square matrix product of 2048.</summary>
    public static void Sgemm(IContender contender, RunResult result, bool quick)
    {
        contender.Load();
        IReadOnlyList<double> values = contender.Sgemm(2048, 2, quick ? 3 : 10);
        if (values.Count > 0)
            result.Higher("sgemm", "GFLOP/s", values);
    }
}
