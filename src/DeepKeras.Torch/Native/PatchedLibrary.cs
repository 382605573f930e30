using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DeepKeras.Torch.Native;

/// <summary>
/// A copy of libLibTorchSharp.so that loads where libstdc++ is older than the one it was linked with.
/// </summary>
/// <remarks>
/// GCC 13 and later make every C++ object ask for <c>std::ios_base_library_init()</c>, a marker that nothing calls. It carries the
/// version GLIBCXX_3.4.32, which Debian 12, Ubuntu 22.04 and RHEL 9 do not have, and so the loader refuses the whole library.
/// Marking that one version as weak makes the loader go on. It is done only where the version binds nothing but the marker.
/// </remarks>
internal static class PatchedLibrary
{
    /// <summary>The mangled name of the marker.</summary>
    public const string Marker = "_ZSt21ios_base_library_initv";

    /// <summary>The file's bytes with the marker's version made weak.</summary>
    /// <param name="original">The library's bytes; they are not changed.</param>
    /// <param name="name">How errors call the file.</param>
    /// <param name="version">The version made weak, for example <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns><see langword="null"/> when no version binds just the marker: there is nothing that may be weakened.</returns>
    /// <exception cref="BadImageFormatException">The bytes are not a whole 64-bit little-endian ELF library.</exception>
    public static byte[]? Patch(byte[] original, string name, out string? version)
    {
        byte[] copy = [.. original];
        var elf = new ElfVersions(copy, name);
        foreach (ElfVersions.Need need in elf.Needs)
        {
            if (elf.SymbolsOf(need).ToArray() is not [Marker])
                continue;
            elf.Weaken(need);
            version = need.Version;
            return copy;
        }
        version = null;
        return null;
    }

    /// <summary>Writes the patched bytes into a cache and loads them from there.</summary>
    /// <param name="patched">What <see cref="Patch"/> gave.</param>
    /// <param name="caches">Folders to try in turn. A private temporary one, removed after loading, is tried last.</param>
    /// <param name="path">Where the loaded copy lies (or lay).</param>
    /// <exception cref="DllNotFoundException">It loads from none of them; the inner exception is the last refusal.</exception>
    public static nint Load(byte[] patched, IEnumerable<string> caches, out string path)
    {
        var refusals = new List<Exception>();
        foreach (string cache in caches)
        {
            try
            {
                path = Store(patched, cache);
                return NativeLibrary.Load(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException)
            {
                refusals.Add(e); // no room, no right to write, or mounted noexec: the next folder may do
            }
        }
        try
        {
            DirectoryInfo own = Directory.CreateTempSubdirectory("deepkeras-");
            try
            {
                path = Store(patched, own.FullName);
                return NativeLibrary.Load(path);
            }
            finally
            {
                own.Delete(recursive: true); // what is mapped stays mapped
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            refusals.Add(e);
        }
        throw new DllNotFoundException(
            "A patched copy of libLibTorchSharp.so could not be loaded: " + string.Join(" | ", refusals.Select(r => r.Message)) +
            " Set XDG_CACHE_HOME to a folder that can be written to and run from.", refusals[^1]);
    }

    /// <summary>
    /// Puts the bytes into a folder under a name made of their hash, unless they are there already. Safe against other processes doing
    /// the same: the file is written beside and renamed, and a file of that name with other bytes (cut short by a full disk) is replaced.
    /// </summary>
    /// <returns>The file's path.</returns>
    public static string Store(byte[] bytes, string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        string path = Path.Combine(folder, $"libLibTorchSharp-{hash}.so");
        if (Holds(path, bytes))
            return path;
        string beside = $"{path}.{Environment.ProcessId}-{Guid.NewGuid():N}";
        try
        {
            File.WriteAllBytes(beside, bytes);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
        return path;
    }

    /// <summary>The user's cache folders for this library: XDG_CACHE_HOME, else ~/.cache (XDG Base Directory Specification).</summary>
    public static IEnumerable<string> Caches()
    {
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (Path.IsPathFullyQualified(xdg ?? ""))
            yield return Path.Combine(xdg!, "deepkeras");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (home.Length > 0)
            yield return Path.Combine(home, ".cache", "deepkeras");
    }

    private static bool Holds(string path, byte[] bytes)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
    }
}
