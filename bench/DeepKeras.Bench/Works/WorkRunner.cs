using System.Diagnostics;
using DeepKeras.Bench.Contenders;
using DeepKeras.Bench.Results;

namespace DeepKeras.Bench.Works;

/// <summary>Runs one work of one label in this process.</summary>
internal static class WorkRunner
{
    public static RunResult Run(string work, string label, int round, bool quick)
    {
        var result = new RunResult { Label = label, Work = work, Round = round, LoadBefore = Load() };
        var others = new OtherLoad();
        var clock = Stopwatch.StartNew();
        IContender contender = Contender.Named(label);
        try
        {
            switch (work)
            {
                case "tabular": OtherWorks.Tabular(contender, result, quick); break;
                case "predict_one": PredictWorks.One(contender, result, quick); break;
                case "predict_many": PredictWorks.Many(contender, result, quick); break;
                case "memory": OtherWorks.Memory(contender, result, quick); break;
                case "startup": OtherWorks.Startup(contender, result, quick); break;
                case "saveload": OtherWorks.SaveLoad(contender, result, quick); break;
                case "export": ExportWork.Run(contender, result, quick); break;
                case "sgemm": OtherWorks.Sgemm(contender, result, quick); break;
                case "compare": Compare(contender, result, quick); break;
                default: Training(contender, quick ? Work.Named(work).Quick() : Work.Named(work), result); break;
            }
        }
        catch (Exception e) when (e is not UsageException)
        {
            result.Error = e.ToString(); // one work's failure must not lose the others' numbers
        }
        result.OthersCpu = Math.Round(others.Share(), 3);
        result.WallS = clock.Elapsed.TotalSeconds;
        return result;
    }

    private static void Training(IContender contender, Work work, RunResult result)
    {
        (float[] x, int[] y) = work.Data();
        contender.Load();
        var clock = Stopwatch.StartNew();
        using ITrainer trainer = contender.Create(work.Model);
        result.Tell("build_ms", "ms", clock.Elapsed.TotalMilliseconds);

        float[] firstX = x[..(work.Batch * work.Model.Width)];
        int[] firstY = y[..work.Batch];
        clock.Restart();
        trainer.Fit(firstX, firstY, work.Batch, 1);
        result.Lower("first_step_ms", "ms", clock.Elapsed.TotalMilliseconds);

        var epochs = new List<Epoch>();
        trainer.Fit(x, y, work.Batch, 1 + work.Epochs, epochs.Add);
        double[] micros = [.. epochs.Skip(1).Select(e => e.Milliseconds * 1e3 / work.Steps)];
        result.Lower("us_per_step", "us", micros);
        double flop = (double)work.FlopPerRow * work.Rows / work.Steps;
        result.Tell("gflops", "GFLOP/s", micros.Select(us => flop / us / 1e3));
        result.Info["loss"] = epochs.Select(e => Math.Round(e.Loss, 5)).ToArray();
    }

    // A whole comparison is something that only this library does.
    private static void Compare(IContender contender, RunResult result, bool quick)
    {
        if (contender is not DeepKerasContender)
            return;
        contender.Load();
        CompareWork.Run(result, quick);
    }

    private static double Load() =>
        File.Exists("/proc/loadavg")
            ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
            : -1;
}
