using DeepKeras.Torch.Native;

namespace DeepKeras.Torch.Tests.Native;

[Platform("Linux")]
public sealed class ElfVersionsTests
{
    private static readonly byte[] Wrapper = File.ReadAllBytes(RealFile());

    private static string RealFile() =>
        TorchLibrary.Folders().Select(f => Path.Combine(f, "libLibTorchSharp.so")).First(File.Exists);

    [Test]
    public void The_real_wrapper_asks_these_libraries_for_these_numbers_of_versions()
    {
        // readelf -V on the file of the package TorchSharp 0.107.0.
        var counts = new ElfVersions(Wrapper, "wrapper").Needs.GroupBy(n => n.Library).ToDictionary(g => g.Key, g => g.Count());
        Assert.That(counts, Is.EquivalentTo(new Dictionary<string, int>
        {
            ["ld-linux-x86-64.so.2"] = 1, ["libm.so.6"] = 1, ["libgcc_s.so.1"] = 1, ["libc.so.6"] = 5, ["libstdc++.so.6"] = 20,
        }));
    }

    [Test]
    public void The_newest_libstdcxx_version_binds_only_the_marker()
    {
        var elf = new ElfVersions(Wrapper, "wrapper");
        ElfVersions.Need need = elf.Needs.Single(n => n.Version == "GLIBCXX_3.4.32");
        Assert.That((need.Library, need.Index, need.IsWeak), Is.EqualTo(("libstdc++.so.6", 18, false)));
        Assert.That(elf.SymbolsOf(need), Is.EqualTo(new[] { "_ZSt21ios_base_library_initv" }));
    }

    [Test]
    public void Patching_changes_the_one_flag_and_nothing_else()
    {
        byte[] patched = PatchedLibrary.Patch(Wrapper, "wrapper", out string? version)!;
        // .gnu.version_r begins at 0x3f8f0, the entry is 0x140 on (readelf), vna_flags is its fifth byte.
        var changed = Enumerable.Range(0, Wrapper.Length).Where(i => patched[i] != Wrapper[i]).ToArray();
        Assert.That(version, Is.EqualTo("GLIBCXX_3.4.32"));
        Assert.That(changed, Is.EqualTo(new[] { 0x3f8f0 + 0x140 + 4 }));
        Assert.That(patched[changed[0]], Is.EqualTo(2));
    }

    [Test]
    public void A_library_without_the_marker_is_left_alone()
    {
        string libc10 = Path.Combine(Path.GetDirectoryName(RealFile())!, "libc10.so");
        Assert.That(PatchedLibrary.Patch(File.ReadAllBytes(libc10), "libc10.so", out _), Is.Null);
    }

    [TestCase(0, "does not begin with an ELF header")]
    [TestCase(63, "does not begin with an ELF header")]
    [TestCase(64, "the section header table lies at byte")]
    [TestCase(1_000_000, "the section header table lies at byte")]
    public void A_file_cut_short_is_named(int length, string expected)
    {
        Assert.That(() => new ElfVersions(Wrapper[..length], "cut.so"),
            Throws.TypeOf<BadImageFormatException>().With.Message.StartsWith("cut.so: ").And.Message.Contains(expected));
    }

    [TestCase(0, "does not begin with an ELF header")]
    [TestCase(4, "expected a 64-bit little-endian ELF file")]
    [TestCase(5, "expected a 64-bit little-endian ELF file")]
    [TestCase(58, "section headers of 64 bytes expected")]
    [TestCase(0x3f8f0 + 12, "the next entry is")]
    [TestCase(0x3f8f0 + 4, "a name lies at")]
    public void A_damaged_field_is_named(int at, string expected)
    {
        byte[] file = [.. Wrapper];
        file.AsSpan(at, 4).Fill(at == 0x3f8f0 + 12 ? (byte)0 : (byte)0xfe);
        Assert.That(() => new ElfVersions(file, "bad.so"),
            Throws.TypeOf<BadImageFormatException>().With.Message.Contains(expected));
    }

    [Test]
    public void Whatever_byte_is_damaged_the_error_is_named_or_there_is_none()
    {
        // The header, the section headers and the version tables are where a parser can be led astray.
        int table = BitConverter.ToInt32(Wrapper, 40);
        int[] places = [.. Enumerable.Range(0, 64), .. Enumerable.Range(table, Wrapper.Length - table), .. Enumerable.Range(0x3f8f0, 0x210)];
        byte[] file = [.. Wrapper];
        int named = 0;
        foreach (int place in places)
        {
            foreach (byte value in (byte[])[0x00, 0x7f, 0xff])
            {
                file[place] = value;
                try
                {
                    var elf = new ElfVersions(file, "bad.so");
                    foreach (ElfVersions.Need need in elf.Needs.Where(n => n.Library == "libstdc++.so.6").Take(1))
                        _ = elf.SymbolsOf(need).Count();
                }
                catch (BadImageFormatException)
                {
                    named++;
                }
            }
            file[place] = Wrapper[place];
        }
        Assert.That(named, Is.GreaterThan(100));
    }
}
