using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.LightGbm;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// Loads LightGBM's native library. On Linux it needs <c>libgomp.so.1</c>, which a bare Debian or Ubuntu lacks; libtorch's package carries
/// that library in a file of another name, so where the system has none it is loaded from there first: the loader goes by SONAME.
/// </summary>
internal static class LightGbmNative
{
    private static readonly Lazy<string?> Problem = new(TryLoad);

    /// <summary>Whether LightGBM can run here.</summary>
    public static bool IsAvailable => Problem.Value is null;

    /// <summary>Loads the library.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message says what to install.</exception>
    public static void Load()
    {
        if (Problem.Value is string problem)
        {
            throw new DllNotFoundException(problem);
        }
    }

    private static string? TryLoad()
    {
        Exception failure;
        try
        {
            NativeLibrary.Load("lib_lightgbm", typeof(LightGbmRegressionTrainer).Assembly, null);
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            failure = e;
        }

        if (OperatingSystem.IsLinux() && FindBundled() is string bundled)
        {
            try
            {
                NativeLibrary.Load(bundled);
                NativeLibrary.Load("lib_lightgbm", typeof(LightGbmRegressionTrainer).Assembly, null);
                return null;
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                failure = e;
            }
        }

        string cure = OperatingSystem.IsLinux() ? "install libgomp1 (apt-get install libgomp1)"
            : OperatingSystem.IsMacOS() ? "install libomp (brew install libomp)"
            : "install the Visual C++ runtime";
        return $"boosting (LightGBM) is not available: {cure}. The loader said: {Reason(failure.Message)}";
    }

    // .NET lists every place it looked in; the line that says why is the one about another file than the library itself.
    private static string Reason(string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Skip(1).FirstOrDefault(line => !line.Contains("lib_lightgbm", StringComparison.Ordinal)) ?? lines[0];
    }

    // libtorch's packages put theirs beside the other native libraries of the app, as libgomp-<hash>.so.1.
    private static string? FindBundled()
    {
        string rid = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var folders = new List<string> { AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native") };
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string search)
        {
            folders.AddRange(search.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        }

        return folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "libgomp-*.so.1")).FirstOrDefault();
    }
}
