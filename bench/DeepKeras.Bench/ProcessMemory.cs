using System.Globalization;

namespace DeepKeras.Bench;

/// <summary>This process's memory as Linux tells it, in MB of 2^20 bytes.</summary>
internal static class ProcessMemory
{
    /// <summary>Resident memory.</summary>
    public static double Resident => Read("VmRSS");

    /// <summary>The most that was resident since <see cref="ResetPeak"/>.</summary>
    public static double Peak => Read("VmHWM");

    /// <summary>Resident memory that no file backs.</summary>
    public static double Anonymous => Read("RssAnon");

    public static void ResetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static double Read(string key)
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(key + ":", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
