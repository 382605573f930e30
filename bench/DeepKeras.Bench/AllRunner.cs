using DeepKeras.Bench.Contenders;
using DeepKeras.Bench.Results;

namespace DeepKeras.Bench;

/// <summary>Every work of every label, each in a fresh process, labels in turn.</summary>
internal static class AllRunner
{
    private const int Attempts = 4;
    private const double Disturbed = 0.05;

    public static ResultFile Run(IReadOnlyList<string> works, IReadOnlyList<string> labels, int rounds, bool quick, int? threads, string path)
    {
        var file = new ResultFile(Meta.Here(labels, quick), [], []);
        for (int round = 1; round <= rounds; round++)
        {
            foreach (string work in works)
            {
                // Who goes first changes from round to round, so that a warming or throttling machine favours nobody.
                foreach (string label in round % 2 == 1 ? labels : labels.Reverse())
                {
                    Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} round {round} {work} {label}");
                    RunResult run = Undisturbed(quick,
                        () => Child<RunResult>(["run", work, "--label", label, "--round", $"{round}"], quick, threads), r => r.OthersCpu);
                    file.Runs.Add(run);
                    if (run.Error is { } error)
                        Console.Error.WriteLine($"  {error.Split('\n')[0]}");
                }
                if (labels.Contains("torchsharp") && labels.Count > 1 && PairRunner.Works.Contains(work))
                    AddPair(file, work, round, quick, threads);
                ResultFile.Write(file, path); // what is measured is kept, whatever comes next
            }
        }
        return file;
    }

    private static void AddPair(ResultFile file, string work, int round, bool quick, int? threads)
    {
        Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} round {round} {work} pair");
        try
        {
            file.Pairs.Add(Undisturbed(quick, () => Child<PairResult>(["pair", work, "--round", $"{round}"], quick, threads), p => p.OthersCpu));
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine($"  {e.Message}"); // the other works go on
        }
    }

    /// <summary>Other processes on the cores stop an OpenMP team at every barrier: such a run is thrown away and done again.</summary>
    private static T Undisturbed<T>(bool quick, Func<T> run, Func<T, double> others)
    {
        if (quick)
            return run();
        T best = default!;
        for (int i = 0; i < Attempts; i++)
        {
            OtherLoad.WaitForQuiet();
            T now = run();
            if (i == 0 || others(now) < others(best))
                best = now;
            if (others(best) < Disturbed)
                break;
        }
        return best;
    }

    private static T Child<T>(string[] arguments, bool quick, int? threads)
    {
        string path = Path.Combine(Path.GetTempPath(), $"deepkeras-bench-{Environment.ProcessId}.json");
        try
        {
            ChildProcess.Run([.. arguments, "--out", path, .. quick ? new[] { "--quick" } : []], threads);
            return ResultFile.Read<T>(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
