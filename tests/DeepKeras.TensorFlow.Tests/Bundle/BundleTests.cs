using System.Text;
using DeepKeras.Saving;
using DeepKeras.TensorFlow.Bundle;
using DeepKeras.TensorFlow.Messages;

namespace DeepKeras.Tests.Bundle;

/// <summary>TensorFlow's checkpoints, byte for byte.</summary>
public sealed class BundleTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("bundle").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("", 0x00000000u, 0xa282ead8u)]
    [TestCase("a", 0xc1d04330u, 0x28e46e78u)]
    [TestCase("123456789", 0xe3069283u, 0xc78ab0e5u)]
    public void Checksums_are_the_published_ones(string text, uint crc, uint masked)
    {
        uint actual = Crc32C.Of(Encoding.ASCII.GetBytes(text));
        Assert.Multiple(() =>
        {
            Assert.That(actual, Is.EqualTo(crc));
            Assert.That(Crc32C.Mask(actual), Is.EqualTo(masked));
            Assert.That(Crc32C.Unmask(masked), Is.EqualTo(crc));
        });
    }

    [TestCaseSource(typeof(OracleNames))]
    public void What_TensorFlow_wrote_is_written_again_with_the_same_bytes(string name)
    {
        string source = Path.Combine(Oracles.Folder, name, "variables", "variables"), target = Path.Combine(folder, "variables");
        using (BundleReader reader = BundleReader.Open(source))
        {
            BundleWriter.Write(target, [.. reader.Entries.OrderBy(entry => entry.Value.Offset).Select(entry => entry.Value.Dtype == DataType.DtString
                ? BundleTensor.Of(entry.Key, [.. reader.ReadStrings(entry.Key).Select(text => (ReadOnlyMemory<byte>)text)], [.. reader.ShapeOf(entry.Key).Select(size => (long)size)])
                : BundleTensor.Of(entry.Key, reader.Read(entry.Key)))]);
        }

        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes($"{target}.index"), Is.EqualTo(File.ReadAllBytes($"{source}.index")));
            Assert.That(File.ReadAllBytes($"{target}.data-00000-of-00001"), Is.EqualTo(File.ReadAllBytes($"{source}.data-00000-of-00001")));
        });
    }

    [Test]
    public void A_changed_byte_of_the_data_is_refused_by_its_key()
    {
        string prefix = Path.Combine(folder, "x");
        BundleWriter.Write(prefix, [BundleTensor.Of("w", HostArray.Of<float>([1, -2], [2]))]);
        byte[] data = File.ReadAllBytes($"{prefix}.data-00000-of-00001");
        data[3] ^= 1;
        File.WriteAllBytes($"{prefix}.data-00000-of-00001", data);
        using BundleReader reader = BundleReader.Open(prefix);
        Assert.That(() => reader.Read("w"), Throws.TypeOf<ModelFileException>().With.Message.Contains("w: expected checksum 88163f45"));
    }

    private sealed class OracleNames : System.Collections.IEnumerable
    {
        public System.Collections.IEnumerator GetEnumerator() => Oracles.Names.GetEnumerator();
    }
}
