using System.Runtime.InteropServices;

namespace DeepKeras.Torch.Native;

/// <summary>
/// Lets glibc keep the memory that a training step frees. A step's activations are megabytes that are freed at its end; by its own rule
/// glibc then gives them back to the system, and the next step pays for fresh, zeroed pages: a quarter of a small convolutional net's time
/// (docs/decisions/012). See mallopt(3), https://man7.org/linux/man-pages/man3/mallopt.3.html.
/// </summary>
internal static class HostAllocator
{
    /// <summary>Free bytes at the top of the heap that are not given back.</summary>
    public const int Kept = 128 << 20;

    /// <summary>Blocks above this come from the system each time: the most that glibc allows, half of a thread's heap.</summary>
    public const int LargestPooled = 32 << 20;

    private const int TrimThreshold = -1, MapThreshold = -3;
    private static readonly Lazy<bool> Set = new(() => OperatingSystem.IsLinux() && !IsChosen(Environment.GetEnvironmentVariable) && TrySet());

    /// <summary>Sets it, once a process.</summary>
    /// <returns>Whether it is set; not where the C library is another one, nor where the environment has settings of its own.</returns>
    public static bool KeepFreedMemory() => Set.Value;

    /// <summary>Whether the environment says how memory is handed out.</summary>
    /// <param name="variable">The value of an environment variable.</param>
    public static bool IsChosen(Func<string, string?> variable) =>
        variable("MALLOC_TRIM_THRESHOLD_") is not null
        || variable("MALLOC_MMAP_THRESHOLD_") is not null
        || variable("GLIBC_TUNABLES")?.Contains("glibc.malloc.", StringComparison.Ordinal) == true;

    private static bool TrySet()
    {
        try
        {
            return mallopt(MapThreshold, LargestPooled) == 1 && mallopt(TrimThreshold, Kept) == 1;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return false; // musl
        }
    }

    [DllImport("libc.so.6")]
    private static extern int mallopt(int parameter, int value);
}
