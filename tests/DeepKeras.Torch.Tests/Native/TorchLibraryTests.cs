using System.Runtime.InteropServices;
using DeepKeras.Torch.Native;
using static TorchSharp.torch;

namespace DeepKeras.Torch.Tests.Native;

[Platform("Linux")]
public sealed class TorchLibraryTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("deepkeras-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void The_library_loads_and_exports_the_c_functions()
    {
        nint handle = TorchLibrary.Load();
        Assert.That(NativeLibrary.TryGetExport(handle, "THSTensor_add", out nint add), Is.True);
        Assert.That(add, Is.Not.Zero);
    }

    [Test]
    public void The_openmp_runtime_that_others_ask_for_is_the_one_libtorch_brings()
    {
        Assert.That(TorchLibrary.LoadOpenMp(), Is.True);
        string maps = File.ReadAllText("/proc/self/maps");
        nint byName = NativeLibrary.Load("libgomp.so.1");
        Assert.That(maps, Does.Contain("libgomp-"));
        Assert.That(File.ReadAllText("/proc/self/maps"), Does.Not.Contain("/libgomp.so.1"), "no second runtime of the system's");
        Assert.That(byName, Is.Not.Zero);
    }

    [Test]
    public void Threads_that_load_at_once_get_the_same_handle()
    {
        var handles = new nint[8];
        Parallel.For(0, handles.Length, i => handles[i] = TorchLibrary.Load());
        Assert.That(handles.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void TorchSharp_itself_works_on_the_loaded_library()
    {
        TorchLibrary.ServeTorchSharp();
        using TorchSharp.torch.Tensor a = arange(4, dtype: float32);
        using TorchSharp.torch.Tensor b = a.add(1);
        Assert.That(b.data<float>().ToArray(), Is.EqualTo(new[] { 1f, 2f, 3f, 4f }));
    }

    [Test]
    public void A_missing_library_names_itself_the_folders_and_the_package()
    {
        Assert.That(() => TorchLibrary.LoadOnLinux([folder]), Throws.TypeOf<DllNotFoundException>()
            .With.Message.Contains("libLibTorchSharp.so").And.Message.Contains(folder).And.Message.Contains("TorchSharp-cpu"));
    }

    [Test]
    public void A_library_that_is_no_library_is_named_with_the_loaders_reason()
    {
        File.WriteAllText(Path.Combine(folder, "libc10.so"), "not a library");
        Assert.That(() => TorchLibrary.LoadOnLinux([folder]), Throws.TypeOf<DllNotFoundException>()
            .With.Message.Contains(Path.Combine(folder, "libc10.so") + " is there but does not load"));
    }

    [Test]
    public void Storing_twice_leaves_one_file_with_the_bytes()
    {
        string first = PatchedLibrary.Store([1, 2, 3], folder), second = PatchedLibrary.Store([1, 2, 3], folder);
        Assert.That(second, Is.EqualTo(first));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { first }));
        Assert.That(File.ReadAllBytes(first), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void A_stored_file_that_was_cut_short_is_replaced()
    {
        string path = PatchedLibrary.Store([1, 2, 3], folder);
        File.WriteAllBytes(path, [1]);
        PatchedLibrary.Store([1, 2, 3], folder);
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public void Many_writers_at_once_leave_one_whole_file()
    {
        var bytes = new byte[1 << 20];
        new Random(1).NextBytes(bytes);
        Parallel.For(0, 16, _ => PatchedLibrary.Store(bytes, folder));
        Assert.That(Directory.GetFiles(folder).Select(f => File.ReadAllBytes(f).AsSpan().SequenceEqual(bytes)), Is.EqualTo(new[] { true }));
    }

    [Test]
    public void A_cache_that_cannot_be_written_is_passed_over()
    {
        byte[] patched = Patched();
        string file = Path.Combine(folder, "file");
        File.WriteAllText(file, "a file where a folder should be");
        nint handle = PatchedLibrary.Load(patched, [Path.Combine(file, "deepkeras")], out string path);
        Assert.That(NativeLibrary.TryGetExport(handle, "THSTensor_add", out _), Is.True);
        Assert.That(path, Does.StartWith(Path.GetTempPath()));
        Assert.That(File.Exists(path), Is.False, "the temporary copy is removed");
    }

    [Test]
    public void A_copy_that_does_not_load_says_why_and_what_to_set()
    {
        Assert.That(() => PatchedLibrary.Load([1, 2, 3], [folder], out _), Throws.TypeOf<DllNotFoundException>()
            .With.Message.Contains("XDG_CACHE_HOME"));
    }

    private static byte[] Patched()
    {
        TorchLibrary.Load(); // what the copy links to
        string wrapper = TorchLibrary.Folders().Select(f => Path.Combine(f, "libLibTorchSharp.so")).First(File.Exists);
        return PatchedLibrary.Patch(File.ReadAllBytes(wrapper), wrapper, out _)!;
    }
}
