using System.Reflection;
using System.Runtime.InteropServices;

namespace DeepKeras.Torch.Native;

/// <summary>Finds and loads libtorch and its C interface, libLibTorchSharp, once for the process.</summary>
internal static class TorchLibrary
{
    /// <summary>The name to use in <see cref="DllImportAttribute"/>, as TorchSharp's own imports do.</summary>
    public const string Name = "LibTorchSharp";

    private const string Package = "TorchSharp-cpu";
    private static readonly Lazy<nint> Loaded = new(LoadOnce, LazyThreadSafetyMode.ExecutionAndPublication);
    private static readonly HashSet<Assembly> Served = [];

    /// <summary>Told once, at level Information, when something out of the ordinary was done to load the library.</summary>
    public static event Action<string>? Note;

    /// <summary>Loads libtorch and returns the handle of libLibTorchSharp. Thread-safe; only the first call does anything.</summary>
    /// <exception cref="DllNotFoundException">A library is missing (what, where looked, which package to add) or does not load (why).</exception>
    public static nint Load() => Loaded.Value;

    /// <summary>
    /// Lets <c>DllImport("LibTorchSharp")</c> of an assembly find the library loaded here. Call before the assembly's first such import;
    /// a second call does nothing.
    /// </summary>
    public static void Serve(Assembly assembly)
    {
        lock (Served)
        {
            if (Served.Add(assembly))
                NativeLibrary.SetDllImportResolver(assembly, static (name, _, _) => name == Name ? Load() : 0);
        }
    }

    /// <summary>
    /// Lets TorchSharp's managed classes work on the library loaded here, in the same process. Call before any use of TorchSharp.
    /// </summary>
    /// <remarks>
    /// TorchSharp looks for "LibTorchSharp" twice: by <see cref="NativeLibrary"/>.TryLoad, which asks no resolver but finds the loaded
    /// copy by its soname, and by DllImport, which the resolver answers.
    /// </remarks>
    /// <exception cref="DllNotFoundException">As for <see cref="Load"/>.</exception>
    public static void ServeTorchSharp()
    {
        Load();
        Serve(typeof(TorchSharp.torch).Assembly);
    }

    /// <summary>
    /// Loads the OpenMP runtime that libtorch brings (soname libgomp.so.1), before another library asks the system for its own. LightGBM's
    /// native library then works where the system has none (a bare Debian or Ubuntu), and the process has one pool of threads, not two.
    /// </summary>
    /// <returns>Whether it was found; on Windows and macOS there is nothing to do and it is not.</returns>
    public static bool LoadOpenMp()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        string? path = Folders().Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "libgomp-*.so.1")).FirstOrDefault();
        return path is not null && NativeLibrary.TryLoad(path, out _);
    }

    /// <summary>The folders that are searched, in order.</summary>
    public static IReadOnlyList<string> Folders()
    {
        var folders = new List<string>();
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string known)
            folders.AddRange(known.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        AddWithRuntimes(AppContext.BaseDirectory);
        // Notebooks and scripts load assemblies straight from the package cache: <package>/<version>/lib/<framework>/TorchSharp.dll.
        string wrapper = typeof(TorchSharp.torch).Assembly.Location;
        if (wrapper.Length > 0)
        {
            string folder = Path.GetDirectoryName(wrapper)!;
            AddWithRuntimes(folder);
            AddWithRuntimes(Path.GetFullPath(Path.Combine(folder, "..", "..")));
        }
        return [.. folders.Select(Path.TrimEndingDirectorySeparator).Distinct()];

        void AddWithRuntimes(string folder)
        {
            folders.Add(folder);
            folders.Add(Path.Combine(folder, "runtimes", Rid, "native"));
        }
    }

    private static string Rid =>
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-") +
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static nint LoadOnce() => OperatingSystem.IsLinux() ? LoadOnLinux(Folders()) : LoadByName();

    private static nint LoadByName()
    {
        // libtorch first, so that its folder is known before the wrapper asks for it.
        NativeLibrary.TryLoad("torch_cpu", typeof(TorchSharp.torch).Assembly, null, out _);
        return NativeLibrary.TryLoad(Name, typeof(TorchSharp.torch).Assembly, null, out nint handle)
            ? handle
            : throw Missing(Name, Folders());
    }

    /// <summary>
    /// Loads by absolute path what the wrapper links to, in the order of need, so that the loader finds each by its soname even where the
    /// packages lie in different folders; then the wrapper itself.
    /// </summary>
    internal static nint LoadOnLinux(IReadOnlyList<string> folders)
    {
        foreach ((string file, bool required) in new[]
                 {
                     ("libc10.so", true), ("libtorch_cpu.so", true),
                     ("libc10_cuda.so", false), ("libtorch_cuda.so", false), ("libtorch.so", true),
                 })
        {
            if (Find(file, folders) is { } path)
                Open(path);
            else if (required && !NativeLibrary.TryLoad(file, typeof(TorchSharp.torch).Assembly, null, out _))
                throw Missing(file, folders);
        }
        string wrapper = Find($"lib{Name}.so", folders) ?? throw Missing($"lib{Name}.so", folders);
        try
        {
            return NativeLibrary.Load(wrapper);
        }
        catch (DllNotFoundException refusal)
        {
            return LoadPatched(wrapper, refusal);
        }
    }

    private static nint LoadPatched(string wrapper, DllNotFoundException refusal)
    {
        byte[]? patched = PatchedLibrary.Patch(File.ReadAllBytes(wrapper), wrapper, out string? version);
        // The loader's words are translated; the version's name in them is not.
        if (patched is null || !refusal.Message.Contains(version!, StringComparison.Ordinal))
            throw Refused(wrapper, refusal);
        nint handle = PatchedLibrary.Load(patched, PatchedLibrary.Caches(), out string path);
        Note?.Invoke($"This system's libstdc++ has no {version}, which {Path.GetFileName(wrapper)} asks for without using it; " +
                     $"loaded a copy that does not insist on it: {path}");
        return handle;
    }

    private static string? Find(string file, IReadOnlyList<string> folders) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static void Open(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException refusal)
        {
            throw Refused(path, refusal);
        }
    }

    private static DllNotFoundException Refused(string path, Exception refusal) =>
        new($"{path} is there but does not load: {refusal.Message}", refusal);

    private static DllNotFoundException Missing(string file, IReadOnlyList<string> folders) =>
        new($"{file} was not found in {string.Join(", ", folders)}. Add the package {Package} to the project that is run" +
            (Rid is "linux-x64" or "win-x64" or "osx-arm64" or "win-arm64" ? "." : $"; it has nothing for {Rid}."));
}
