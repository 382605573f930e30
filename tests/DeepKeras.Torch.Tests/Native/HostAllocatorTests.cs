using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Tests.Native;

[TestFixture]
public class HostAllocatorTests
{
    [TestCase("MALLOC_TRIM_THRESHOLD_", "100", true)]
    [TestCase("MALLOC_MMAP_THRESHOLD_", "", true)]
    [TestCase("GLIBC_TUNABLES", "glibc.rtld.nns=2:glibc.malloc.trim_threshold=128", true)]
    [TestCase("GLIBC_TUNABLES", "glibc.rtld.nns=2", false)]
    [TestCase("PATH", "glibc.malloc.", false)]
    public void What_the_environment_says_of_memory_is_left_as_it_is(string name, string value, bool chosen) =>
        Assert.That(HostAllocator.IsChosen(asked => asked == name ? value : null), Is.EqualTo(chosen));

    [Test]
    [Platform("Linux")]
    public void Memory_that_is_freed_and_taken_again_is_not_asked_of_the_system_again()
    {
        if (!HostAllocator.KeepFreedMemory())
        {
            Assert.Ignore("the C library is not glibc, or the environment has memory settings of its own");
        }

        const int times = 40;
        const int megabytes = 8;
        Lib.Touch();
        TakeAndFree(2); // the heap grows once
        long before = PageFaults();
        TakeAndFree(times);
        long pages = times * (long)megabytes * (1 << 20) / Environment.SystemPageSize;
        Assert.That(PageFaults() - before, Is.LessThan(pages / 2));

        unsafe void TakeAndFree(int count)
        {
            long* size = stackalloc long[] { megabytes << 18 };
            for (int i = 0; i < count; i++)
            {
                Lib.THSTensor_dispose(Lib.THSTensor_ones(size, 1, TorchTypes.Code(DType.Float32), 0, -1, 0));
            }
        }
    }

    // The tenth field of /proc/self/stat, minflt: pages that were given without reading a disk; the fields follow the name in parentheses.
    private static long PageFaults()
    {
        string stat = File.ReadAllText("/proc/self/stat");
        return long.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[7], System.Globalization.CultureInfo.InvariantCulture);
    }
}
