using System.Globalization;

namespace DeepKeras.Bench;

/// <summary>How much of the machine other processes (and the hypervisor) took while something was measured.</summary>
internal sealed class OtherLoad
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux that .NET runs on
    private readonly (double Busy, double Total) before = Machine();
    private readonly TimeSpan own = Environment.CpuUsage.TotalTime;

    /// <summary>Share of all cores' time since this object was made, 0 to 1; 0 where the system does not tell.</summary>
    public double Share()
    {
        (double busy, double total) = Machine();
        double all = total - before.Total;
        return all <= 0 ? 0 : Math.Max(0, busy - before.Busy - (Environment.CpuUsage.TotalTime - own).TotalSeconds) / all;
    }

    /// <summary>Waits until others take less than a tenth of the machine for a second, for two minutes at most.</summary>
    public static void WaitForQuiet()
    {
        for (int i = 0; i < 120; i++)
        {
            var load = new OtherLoad();
            Thread.Sleep(1000);
            if (load.Share() < 0.1)
                return;
        }
    }

    private static (double Busy, double Total) Machine()
    {
        if (!File.Exists("/proc/stat"))
            return (0, 0);
        // cpu user nice system idle iowait irq softirq steal (guest times are counted in user already)
        double[] ticks = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Take(8).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        double idle = ticks[3] + ticks[4], total = ticks.Sum();
        return ((total - idle) / TicksPerSecond, total / TicksPerSecond);
    }
}
