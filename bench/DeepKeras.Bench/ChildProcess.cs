using System.Diagnostics;

namespace DeepKeras.Bench;

/// <summary>This program again, in a fresh process.</summary>
internal static class ChildProcess
{
    private const string Pinned = "DEEPKERAS_BENCH_THREADS";

    /// <summary>Whether this process was started with its threads already limited.</summary>
    public static bool IsPinned => Environment.GetEnvironmentVariable(Pinned) is not null;

    /// <summary>Runs and waits; what it prints goes to this process's own output.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="threads">When given, the process is pinned to the first so many cores before anything loads.</param>
    /// <exception cref="InvalidOperationException">It ended with a code other than 0.</exception>
    public static void Run(IReadOnlyList<string> arguments, int? threads = null)
    {
        if (Code(arguments, threads) is var code and not 0)
            throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with code {code}.");
    }

    /// <summary>As <see cref="Run"/>, but gives the code it ended with.</summary>
    public static int Code(IReadOnlyList<string> arguments, int? threads)
    {
        string self = Environment.ProcessPath!;
        var start = new ProcessStartInfo { FileName = self, UseShellExecute = false };
        if (threads is { } n)
        {
            start.FileName = "taskset";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(n == 1 ? "0" : $"0-{n - 1}");
            start.ArgumentList.Add(self);
            foreach (string name in (string[])["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", Pinned])
                start.Environment[name] = n.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process child = Process.Start(start)!;
        child.WaitForExit();
        return child.ExitCode;
    }
}
