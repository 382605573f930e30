using System.Diagnostics;
using DeepKeras.Bench.Contenders;
using DeepKeras.Bench.Results;

namespace DeepKeras.Bench.Works;

/// <summary>Writing 20,037,642 parameters (76.4 MB) as a SavedModel: how long it takes, and how much memory at its peak.</summary>
internal static class ExportWork
{
    public static void Run(IContender contender, RunResult result, bool quick)
    {
        if (contender is not DeepKerasContender)
            return;
        contender.Load();
        using DeepKerasTrainer trainer = DeepKerasTrainer.Create(Architecture.Large);
        trainer.Predict(WorkloadData.Uniform(1, Work.Features), 1, 1); // the weights are made when they are first needed
        string path = Path.Combine(Path.GetTempPath(), $"deepkeras-bench-{Environment.ProcessId}");
        var (times, peaks) = (new List<double>(), new List<double>());
        for (int i = 0; i < (quick ? 1 : 3); i++)
        {
            try
            {
                double before = ProcessMemory.Resident;
                ProcessMemory.ResetPeak();
                var clock = Stopwatch.StartNew();
                trainer.Export(path);
                times.Add(clock.Elapsed.TotalMilliseconds);
                peaks.Add(ProcessMemory.Peak - before);
            }
            finally
            {
                if (Directory.Exists(path))
                    Directory.Delete(path, recursive: true);
            }
        }
        result.Lower("tf_saved_model_export", "ms", times);
        result.Lower("tf_saved_model_export_memory", "MB", peaks);
    }
}
