using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Trainers.LightGbm;

namespace DeepKeras.Comparisons.Learners;

/// <summary>
/// Loads LightGBM's native library. On Linux it needs <c>libgomp.so.1</c>, which a bare Debian or Ubuntu lacks; libtorch's package carries
/// the same library under another name, so where the system has none a copy of that one, renamed, is loaded first.
/// </summary>
internal static class LightGbmNative
{
    private const string SystemName = "libgomp.so.1";
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
                NativeLibrary.Load(RenamedCopy(bundled));
                NativeLibrary.Load("lib_lightgbm", typeof(LightGbmRegressionTrainer).Assembly, null);
                return null;
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                failure = e;
            }
        }

        string cure = OperatingSystem.IsLinux() ? "install libgomp1 (apt-get install libgomp1)"
            : OperatingSystem.IsMacOS() ? "install libomp (brew install libomp)"
            : "install the Visual C++ runtime";
        return $"boosting (LightGBM) is not available: {cure}. The loader said: {failure.Message.ReplaceLineEndings(" ")}";
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

    // The loader matches a needed library by the SONAME of those already loaded, so the copy's SONAME has to be the system's.
    internal static string RenamedCopy(string bundled)
    {
        string folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "DeepKeras", "native", Path.GetFileName(bundled));
        string target = Path.Combine(folder, SystemName);
        byte[] library = File.ReadAllBytes(bundled);
        byte[] old = Encoding.ASCII.GetBytes($"\0{Path.GetFileName(bundled)}\0");
        int at = library.AsSpan().IndexOf(old);
        if (at < 0)
        {
            throw new InvalidDataException($"{bundled}: its SONAME was expected to be its file name.");
        }

        Span<byte> name = library.AsSpan(at + 1, old.Length - 2);
        name.Clear();
        Encoding.ASCII.GetBytes(SystemName, name);
        if (!File.Exists(target) || !File.ReadAllBytes(target).AsSpan().SequenceEqual(library))
        {
            Directory.CreateDirectory(folder);
            string beside = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllBytes(beside, library);
            File.Move(beside, target, overwrite: true);
        }

        return target;
    }
}
