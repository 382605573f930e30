using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using DeepKeras.Saving;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Tests.Saving;

[TestFixture]
public sealed class KerasArchiveTests
{
    private string folder = "";

    private string File1 => Path.Combine(folder, "m.keras");

    [SetUp]
    public void MakeFolder() => folder = SavingFiles.NewFolder();

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    private static KerasArchiveContent Content(Action<Stream>? values = null)
    {
        var writer = new Hdf5Writer();
        writer.Dataset("layers/dense/vars/0", Hdf5Type.Float32, [2], values ?? (stream => stream.Write([0, 0, 0x80, 0x3f, 0, 0, 0, 0x40])));
        writer.Attribute("layers/dense/vars", "name", "d\u00e9");
        return new KerasArchiveContent
        {
            Metadata = """{"keras_version": "3.15.1"}""",
            Config = """{"class_name": "Sequential"}""",
            Weights = writer,
            Assets = new Dictionary<string, ReadOnlyMemory<byte>>
            {
                ["layers/b/vocabulary.txt"] = "[UNK]\nb"u8.ToArray(),
                ["layers/a/vocabulary.txt"] = "[UNK]\na"u8.ToArray(),
            },
        };
    }

    private static readonly string[] Names = ["metadata.json", "config.json", "model.weights.h5", "assets/layers/a/vocabulary.txt", "assets/layers/b/vocabulary.txt"];

    private static void CheckContent(string path)
    {
        using KerasArchive archive = KerasArchive.Open(path);
        using WeightsFile weights = WeightsFile.Open(archive);
        Assert.Multiple(() =>
        {
            Assert.That(archive.Entries, Is.EquivalentTo(Names));
            Assert.That(archive.ReadText("config.json"), Is.EqualTo("""{"class_name": "Sequential"}"""));
            Assert.That(archive.ReadText("assets/layers/a/vocabulary.txt"), Is.EqualTo("[UNK]\na"));
            Assert.That(weights.Datasets["layers/dense/vars/0"].ToNumbers<float>(), Is.EqualTo(new[] { 1f, 2f }));
        });
    }

    [Test]
    public void A_zip_comes_back()
    {
        Content().SaveZip(File1);
        CheckContent(File1);
    }

    [Test]
    public void A_folder_comes_back_and_replaces_the_one_before()
    {
        Content().SaveFolder(Path.Combine(folder, "m"));
        Content().SaveFolder(Path.Combine(folder, "m") + "/");
        CheckContent(Path.Combine(folder, "m"));
        Assert.That(Directory.GetFileSystemEntries(folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void Entries_are_stored_in_Keras_s_order_without_folders()
    {
        Content().SaveZip(File1);
        using ZipArchive zip = ZipFile.OpenRead(File1);
        Assert.Multiple(() =>
        {
            Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EqualTo(Names));
            Assert.That(zip.Entries, Has.All.Matches<ZipArchiveEntry>(entry => entry.CompressedLength == entry.Length && entry.LastWriteTime.Year == 1980));
        });
    }

    [Test]
    public void The_same_content_gives_the_same_bytes()
    {
        Content().SaveZip(File1);
        byte[] first = File.ReadAllBytes(File1);
        Thread.Sleep(10);
        Content().SaveZip(File1);
        Assert.That(File.ReadAllBytes(File1), Is.EqualTo(first));
    }

    [Test]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(File1, "old");
        Assert.That(() => Content(_ => throw new InvalidOperationException("no values")).SaveZip(File1), Throws.InvalidOperationException);
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(File1), Is.EqualTo("old"));
            Assert.That(Directory.GetFileSystemEntries(folder), Has.Length.EqualTo(1));
        });
    }

    [Test]
    public void A_cancellation_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        KerasArchiveContent content = Content(stream =>
        {
            cancellation.Cancel();
            stream.Write(new byte[8]);
        });
        Assert.Multiple(() =>
        {
            Assert.That(() => content.SaveZip(File1, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(() => content.SaveFolder(Path.Combine(folder, "m"), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty);
        });
    }

    [Test]
    public void A_folder_with_other_things_is_not_replaced()
    {
        File.WriteAllText(Path.Combine(folder, "thesis.tex"), "");
        Assert.That(() => Content().SaveFolder(folder), Throws.InstanceOf<IOException>().With.Message.Contains("thesis.tex"));
        Assert.That(File.Exists(Path.Combine(folder, "thesis.tex")));
    }

    [TestCase("../x")]
    [TestCase("/x")]
    [TestCase("a//b")]
    public void An_asset_s_name_that_leads_out_is_refused(string name) =>
        Assert.That(
            () => (Content() with { Assets = new Dictionary<string, ReadOnlyMemory<byte>> { [name] = default } }).SaveZip(File1),
            Throws.InstanceOf<ModelFileException>());

    [Test]
    public void A_link_in_a_folder_is_refused()
    {
        string path = Path.Combine(folder, "m");
        Content().SaveFolder(path);
        File.CreateSymbolicLink(Path.Combine(path, "assets", "evil.txt"), File1);
        Assert.That(() => KerasArchive.Open(path), Throws.InstanceOf<ModelFileException>().With.Message.Contains("assets/evil.txt"));
    }

    [Test]
    public void Twenty_million_floats_are_zipped_without_a_second_copy()
    {
        float[] values = new float[20_000_000];
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        var writer = new Hdf5Writer();
        writer.Dataset<float>("layers/dense/vars/0", [4000, 5000], values);
        KerasArchiveContent content = Content() with { Weights = writer };
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        content.SaveZip(File1);
        TimeSpan elapsed = watch.Elapsed;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"80 MB zipped in {elapsed.TotalMilliseconds:F0} ms, {allocated >> 10} KiB allocated");
        watch.Restart();
        using KerasArchive archive = KerasArchive.Open(File1);
        using WeightsFile weights = WeightsFile.Open(archive);
        TestContext.Out.WriteLine($"opened, checksum and all, in {watch.ElapsedMilliseconds} ms");
        float[] read = weights.Datasets["layers/dense/vars/0"].ToNumbers<float>();
        Assert.Multiple(() =>
        {
            Assert.That(allocated, Is.LessThan(4 << 20));
            Assert.That(elapsed, Is.LessThan(TimeSpan.FromSeconds(10)), "a second where the machine is idle");
            Assert.That(MemoryMarshal.AsBytes(read.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(values.AsSpan())));
        });
    }

    [Test]
    public void A_missing_file_is_not_found() => Assert.That(() => KerasArchive.Open(File1), Throws.InstanceOf<FileNotFoundException>());

    [Test]
    public void The_checksum_is_that_of_zip() => Assert.That(Crc32.Append(Crc32.Append(0, "1234"u8), "56789"u8), Is.EqualTo(0xcbf43926));
}
