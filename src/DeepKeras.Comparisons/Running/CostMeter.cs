using System.Diagnostics;
using System.Globalization;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>Measures what a fit and its predictions cost.</summary>
internal static class CostMeter
{
    /// <summary>An estimate of the power that a busy core draws, in watts; energy in the report is CPU seconds times this, and says so.</summary>
    public const double WattsPerBusyCore = 10;

    private const int WarmUps = 20, Calls = 200, Batch = 256;
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(400);

    /// <summary>CPU seconds of the whole process so far.</summary>
    public static double CpuSeconds
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static FitCost Of(IFittedLearner fitted, Dataset test, long peakBytes, CancellationToken cancellation)
    {
        Dataset[] single = [.. Enumerable.Range(0, Math.Min(test.Rows, 32)).Select(row => test.Subset([row]))];
        double[] calls = Latencies(fitted, single, cancellation);
        Dataset batch = test.Subset([.. Enumerable.Range(0, Math.Min(test.Rows, Batch))]);
        return new FitCost(Percentile(calls, 0.5), Percentile(calls, 0.99), RowsPerSecond(fitted, batch, cancellation), peakBytes, fitted.FileBytes);
    }

    /// <summary>The value that a share of the others does not exceed (nearest rank).</summary>
    internal static double Percentile(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    private static double[] Latencies(IFittedLearner fitted, Dataset[] rows, CancellationToken cancellation)
    {
        var milliseconds = new List<double>(Calls);
        long begun = Stopwatch.GetTimestamp();
        for (int call = 0; call < WarmUps + Calls && (milliseconds.Count < 20 || Stopwatch.GetElapsedTime(begun) < LongEnough); call++)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            fitted.Predict(rows[call % rows.Length]);
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (call >= WarmUps)
            {
                milliseconds.Add(elapsed);
            }
        }

        return [.. milliseconds];
    }

    private static double RowsPerSecond(IFittedLearner fitted, Dataset batch, CancellationToken cancellation)
    {
        TimeSpan best = TimeSpan.MaxValue;
        long begun = Stopwatch.GetTimestamp();
        for (int call = 0; call < 5 && (call < 2 || Stopwatch.GetElapsedTime(begun) < LongEnough); call++)
        {
            cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            fitted.Predict(batch);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return batch.Rows / best.TotalSeconds;
    }

    /// <summary>Watches how much memory the process holds, from its making to <see cref="Stop"/>.</summary>
    public sealed class Memory
    {
        private readonly long before;
        private readonly bool kernel;

        public Memory()
        {
            GC.Collect();
            kernel = OperatingSystem.IsLinux() && Reset();
            before = Resident();
        }

        /// <summary>Bytes over those held at the beginning, at the peak on Linux and at the end elsewhere; never negative.</summary>
        public long Stop() => Math.Max(0, (kernel ? Status("VmHWM:") : Resident()) - before);

        // The kernel keeps the peak; writing 5 sets it back to what is held now.
        private static bool Reset()
        {
            try
            {
                File.WriteAllText("/proc/self/clear_refs", "5");
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        private long Resident() => kernel ? Status("VmRSS:") : Environment.WorkingSet;

        private static long Status(string key)
        {
            string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(key, StringComparison.Ordinal));
            return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
    }
}
