using System.Diagnostics;
using System.Runtime.InteropServices;
using DeepKeras.Saving.Hdf5;
using PureHDF;

namespace DeepKeras.Tests.Saving;

[TestFixture]
public sealed class Hdf5WriterTests
{
    private static readonly string[] Types = [.. Enum.GetValues<Hdf5Type>().Where(type => type.ByteSize() > 0).Select(type => type.ToString())];

    private static Hdf5Reader RoundTrip(Hdf5Writer writer)
    {
        var stream = new MemoryStream();
        writer.Write(stream);
        return Hdf5Reader.Open(stream, "memory", null);
    }

    [TestCaseSource(nameof(Types))]
    public void Numbers_of_every_type_keep_their_bytes(string name)
    {
        Hdf5Type type = Enum.Parse<Hdf5Type>(name);
        byte[] bytes = [.. Enumerable.Range(0, 6 * type.ByteSize()).Select(i => (byte)(type == Hdf5Type.Bool ? i % 2 : (37 * i) + 11))];
        var writer = new Hdf5Writer();
        writer.Dataset("a/b", type, [2, 3], stream => stream.Write(bytes));
        using Hdf5Reader reader = RoundTrip(writer);
        var dataset = (Hdf5Dataset)reader.Root["a/b"];
        var read = new byte[bytes.Length];
        dataset.ReadBytes(read);
        Assert.Multiple(() =>
        {
            Assert.That(dataset.Type, Is.EqualTo(type));
            Assert.That(dataset.Shape, Is.EqualTo(new long[] { 2, 3 }));
            Assert.That(read, Is.EqualTo(bytes));
        });
    }

    [Test]
    public void A_scalar_and_an_empty_dataset_keep_their_shapes()
    {
        var writer = new Hdf5Writer();
        writer.Dataset<long>("scalar", [], new long[] { 7 });
        writer.Dataset<float>("empty", [0, 3], ReadOnlyMemory<float>.Empty);
        using Hdf5Reader reader = RoundTrip(writer);
        Assert.Multiple(() =>
        {
            Assert.That(((Hdf5Dataset)reader.Root["scalar"]).Shape, Is.Empty);
            Assert.That(((Hdf5Dataset)reader.Root["scalar"]).ToNumbers<long>(), Is.EqualTo(new[] { 7L }));
            Assert.That(((Hdf5Dataset)reader.Root["empty"]).Shape, Is.EqualTo(new long[] { 0, 3 }));
            Assert.That(((Hdf5Dataset)reader.Root["empty"]).ToNumbers<float>(), Is.Empty);
        });
    }

    [Test]
    public void Text_and_attributes_come_back()
    {
        string[] texts = ["", "\u00e9\u4e16\ud83d\ude00", new string('x', 70000)];
        string[] many = [.. Enumerable.Range(0, 3000).Select(i => $"layer_{i}")];
        var writer = new Hdf5Writer();
        writer.Strings("t", [3], texts);
        writer.Group("g/vars");
        writer.Attribute("g/vars", "name", "hidden");
        writer.Attribute("", "layer_names", many);
        writer.Attribute("", "none", Array.Empty<string>());
        writer.Attribute("t", "int", -3);
        writer.Attribute("t", "ints", [1L, long.MinValue]);
        using Hdf5Reader reader = RoundTrip(writer);
        Assert.Multiple(() =>
        {
            Assert.That(((Hdf5Dataset)reader.Root["t"]).ToStrings(), Is.EqualTo(texts));
            Assert.That(reader.Root["g/vars"].Attributes["name"].ToText(), Is.EqualTo("hidden"));
            Assert.That(reader.Root.Attributes["layer_names"].ToStrings(), Is.EqualTo(many));
            Assert.That(reader.Root.Attributes["none"].ToStrings(), Is.Empty);
            Assert.That(reader.Root["t"].Attributes["int"].ToNumbers<int>(), Is.EqualTo(new[] { -3 }));
            Assert.That(reader.Root["t"].Attributes["ints"].ToNumbers<long>(), Is.EqualTo(new[] { 1L, long.MinValue }));
        });
    }

    [TestCase(0)]
    [TestCase(8)]
    [TestCase(9)]
    [TestCase(256)]
    [TestCase(257)]
    [TestCase(9000)]
    public void A_group_of_any_size_keeps_its_members(int count)
    {
        var writer = new Hdf5Writer();
        writer.Group("g");
        for (int i = 0; i < count; i++)
        {
            writer.Group($"g/{i}");
        }

        using Hdf5Reader reader = RoundTrip(writer);
        Assert.That(((Hdf5Group)reader.Root["g"]).Names, Is.EqualTo(Enumerable.Range(0, count).Select(i => $"{i}")));
    }

    [Test]
    public void The_same_content_gives_the_same_bytes()
    {
        static byte[] Make()
        {
            var writer = new Hdf5Writer();
            writer.Dataset<float>("layers/dense/vars/0", [2], new float[] { 1, 2 });
            writer.Attribute("layers/dense/vars", "name", "d");
            var stream = new MemoryStream();
            writer.Write(stream);
            return stream.ToArray();
        }

        byte[] first = Make();
        Assert.That(Make(), Is.EqualTo(first));
    }

    [Test]
    public void PureHDF_reads_what_was_written()
    {
        var writer = new Hdf5Writer();
        float[] values = [.. Enumerable.Range(0, 12).Select(i => i * 0.5f)];
        for (int i = 0; i < 40; i++)
        {
            writer.Dataset<float>($"layers/dense_{i}/vars/0", [3, 4], values);
            writer.Attribute($"layers/dense_{i}/vars", "name", $"d\u00e9{i}");
        }

        var stream = new MemoryStream();
        writer.Write(stream);
        stream.Position = 0;
        using PureHDF.VOL.Native.NativeFile file = PureHDF.H5File.Open(stream);
        Assert.Multiple(() =>
        {
            for (int i = 0; i < 40; i++)
            {
                Assert.That(file.Dataset($"/layers/dense_{i}/vars/0").Read<float[,]>().Cast<float>(), Is.EqualTo(values));
                Assert.That(file.Group($"/layers/dense_{i}/vars").Attribute("name").Read<string>(), Is.EqualTo($"d\u00e9{i}"));
            }
        });
    }

    [TestCase(3)]
    [TestCase(5)]
    public void A_callback_that_writes_another_count_is_an_error(int bytes)
    {
        var writer = new Hdf5Writer();
        writer.Dataset("x", Hdf5Type.Float32, [1], stream => stream.Write(new byte[bytes]));
        Assert.That(() => writer.Write(Stream.Null), Throws.InvalidOperationException.With.Message.StartsWith("x: expected 4 bytes"));
    }

    [Test]
    public void A_path_that_is_taken_is_an_error()
    {
        var writer = new Hdf5Writer();
        writer.Dataset<float>("a/0", [1], new float[1]);
        Assert.Multiple(() =>
        {
            Assert.That(() => writer.Dataset<float>("a/0", [1], new float[1]), Throws.ArgumentException);
            Assert.That(() => writer.Dataset<float>("a/0/b", [1], new float[1]), Throws.ArgumentException);
            Assert.That(() => writer.Group("a/0"), Throws.ArgumentException);
            Assert.That(() => writer.Group("a/../b"), Throws.ArgumentException);
            Assert.That(() => writer.Dataset<float>("c", [2], new float[1]), Throws.ArgumentException.With.Message.Contains("expected 2 values"));
            Assert.That(() => writer.Attribute("", "names", [.. Enumerable.Repeat("x", 5000)]), Throws.ArgumentException.With.Message.Contains("names0"));
        });
    }

    [Test]
    public void Twenty_million_floats_are_written_within_a_second_without_a_second_copy()
    {
        string path = Path.GetTempFileName();
        try
        {
            float[] values = new float[20_000_000];
            Random.Shared.NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
            var writer = new Hdf5Writer();
            writer.Dataset<float>("layers/dense/vars/0", [4000, 5000], values);
            long before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            using (FileStream stream = File.Create(path))
            {
                writer.Write(stream);
            }

            TimeSpan elapsed = watch.Elapsed;
            TestContext.Out.WriteLine($"80 MB written in {elapsed.TotalMilliseconds:F0} ms");
            using Hdf5Reader reader = Hdf5Reader.Open(path);
            float[] read = new float[values.Length];
            watch.Restart();
            ((Hdf5Dataset)reader.Root["layers/dense/vars/0"]).Read(read.AsSpan());
            TestContext.Out.WriteLine($"and read in {watch.ElapsedMilliseconds} ms");
            Assert.Multiple(() =>
            {
                Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(values.Length * 4L + (1 << 20)), "only the array to read into");
                Assert.That(elapsed, Is.LessThan(TimeSpan.FromSeconds(5)), "a second where the machine is idle");
                Assert.That(MemoryMarshal.AsBytes(read.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(values.AsSpan())));
            });
        }
        finally
        {
            File.Delete(path);
        }
    }
}
