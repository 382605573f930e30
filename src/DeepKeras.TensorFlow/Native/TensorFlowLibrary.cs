using System.Runtime.InteropServices;

namespace DeepKeras.TensorFlow.Native;

/// <summary>Finds and loads libtensorflow, once for the process.</summary>
internal sealed class TensorFlowLibrary
{
    /// <summary>The environment variable that names the library's folder or file.</summary>
    public const string Setting = "DEEPKERAS_TENSORFLOW";

    /// <summary>The oldest version whose functions behave as this engine expects.</summary>
    public static readonly Version Oldest = new(2, 10);

    private static readonly Lazy<TensorFlowLibrary> Loaded = new(() => Open(Environment.GetEnvironmentVariable(Setting)), LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly nint[] handles;

    private TensorFlowLibrary(nint[] handles, string place)
    {
        this.handles = handles;
        Place = place;
    }

    /// <summary>Where it was found.</summary>
    public string Place { get; }

    /// <summary>Loads the library at the first call.</summary>
    /// <exception cref="EngineException">It is not there, does not load, or is too old; the message says what to install.</exception>
    public static TensorFlowLibrary Load() => Loaded.Value;

    /// <summary>Loads the library from a place, or from where packages and systems put it.</summary>
    /// <param name="place">A folder or file; null or empty: search.</param>
    /// <exception cref="EngineException">It is not there, does not load, or is too old.</exception>
    public static TensorFlowLibrary Open(string? place)
    {
        var tried = new List<string>();
        foreach (string candidate in Candidates(place))
        {
            tried.Add(candidate);
            bool isFile = candidate.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
            if (isFile && !File.Exists(candidate))
            {
                continue;
            }

            try
            {
                nint handle = NativeLibrary.Load(candidate);
                var library = new TensorFlowLibrary([handle, .. Framework(candidate)], candidate);
                library.CheckVersion();
                return library;
            }
            catch (DllNotFoundException) when (!isFile)
            {
                // Not on the loader's path under this name.
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                throw new EngineException($"the TensorFlow library {candidate} does not load: {error.Message} {Advice}", error);
            }
        }

        throw new EngineException(
            $"the TensorFlow library is not there. {Advice} {(string.IsNullOrEmpty(place) ? $"{Setting} is not set." : $"{Setting} is {place}.")} Looked for: {string.Join(", ", tried)}.");
    }

    /// <summary>The address of a function.</summary>
    /// <exception cref="EngineException">The library lacks it.</exception>
    public nint Function(string name)
    {
        foreach (nint handle in handles)
        {
            if (NativeLibrary.TryGetExport(handle, name, out nint address))
            {
                return address;
            }
        }

        throw new EngineException($"{Place} has no function {name}; it is not TensorFlow's C library. {Advice}");
    }

    private static string Advice =>
        $"Add the package SciSharp.TensorFlow.Redist, or download libtensorflow ({Oldest} or newer) and name its folder in {Setting}.";

    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["tensorflow.dll", "tensorflow_cc.dll"]
        : OperatingSystem.IsMacOS() ? ["libtensorflow.2.dylib", "libtensorflow_cc.2.dylib", "libtensorflow.dylib"]
        : ["libtensorflow.so.2", "libtensorflow_cc.so.2", "libtensorflow.so"];

    private static IEnumerable<string> Candidates(string? place)
    {
        if (!string.IsNullOrEmpty(place))
        {
            return Directory.Exists(place) ? Names.SelectMany(name => new[] { Path.Combine(place, name), Path.Combine(place, "lib", name) }) : [Path.GetFullPath(place)];
        }

        return Folders().SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).Concat(Names);
    }

    private static List<string> Folders()
    {
        var folders = new List<string>();
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string known)
        {
            folders.AddRange(known.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        }

        string home = AppContext.BaseDirectory;
        folders.Add(home);
        string runtimes = Path.Combine(home, "runtimes");
        if (Directory.Exists(runtimes))
        {
            string own = RuntimeInformation.RuntimeIdentifier;
            string general = $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
            folders.AddRange(new[] { own, general }.Distinct().Select(name => Path.Combine(runtimes, name, "native")));
        }

        return [.. folders.Select(Path.TrimEndingDirectorySeparator).Distinct()];
    }

    /// <summary>Functions of tensors and buffers sit in a library beside it, which it loads itself.</summary>
    private static nint[] Framework(string library)
    {
        string name = OperatingSystem.IsWindows() ? "tensorflow_framework.dll" : OperatingSystem.IsMacOS() ? "libtensorflow_framework.2.dylib" : "libtensorflow_framework.so.2";
        string beside = Path.Combine(Path.GetDirectoryName(library) ?? "", name);
        return NativeLibrary.TryLoad(Path.GetDirectoryName(library) is { Length: > 0 } && File.Exists(beside) ? beside : name, out nint handle) ? [handle] : [];
    }

    private unsafe void CheckVersion()
    {
        string version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)Function("TF_Version"))()) ?? "";
        CheckVersion(version, Place);
    }

    /// <exception cref="EngineException">The version is too old.</exception>
    internal static void CheckVersion(string version, string place)
    {
        string[] parts = version.Split('.', '-');
        if (parts.Length < 2 || !int.TryParse(parts[0], out int major) || !int.TryParse(parts[1], out int minor) || new Version(major, minor) < Oldest)
        {
            throw new EngineException($"{place} is TensorFlow {version}; {Oldest} or newer is needed. {Advice}");
        }
    }
}
