using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using DeepKeras.Torch.Native;

namespace DeepKeras.Bench.Results;

/// <summary>The machine and the programs that a file's numbers are of.</summary>
internal sealed record Meta(
    string Label, string Backend, bool Quick, Dictionary<string, string> Versions, string Cpu, int Cores, double MemoryGb, string Os, string Date)
{
    /// <summary>This machine, now.</summary>
    public static Meta Here(IEnumerable<string> labels, bool quick) => new(
        string.Join(",", labels), "libtorch", quick,
        new Dictionary<string, string>
        {
            ["dotnet"] = Environment.Version.ToString(),
            ["torchsharp"] = Version(typeof(TorchSharp.torch).Assembly),
            ["libtorch"] = LibTorch(),
            ["deepkeras"] = Version(typeof(DeepKeras.Data.Dataset).Assembly),
        },
        CpuModel(), Environment.ProcessorCount, Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1), OsName(),
        DateTime.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));

    private static string LibTorch()
    {
        TorchLibrary.ServeTorchSharp(); // asking TorchSharp anything makes it load the library, which fails on an older system
        return TorchSharp.torch.__version__;
    }

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private static string CpuModel() => Field("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static string OsName() => Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;

    private static string? Field(string file, string key, char separator) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?.Split(separator, 2)[1].Trim()
            : null;
}
