using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DeepKeras.Data;

namespace DeepKeras.Tests.Data;

[TestFixture]
public sealed class NumpyArchiveTests
{
    private string path = "";

    [SetUp]
    public void MakePath() => path = Path.Combine(Path.GetTempPath(), $"deepkeras-{Guid.NewGuid():N}.npz");

    [TearDown]
    public void RemoveFile() => File.Delete(path);

    /// <summary>Bytes of a .npy file as NumPy's format description (NEP 1) lays them out.</summary>
    private static byte[] Npy(string descr, string shape, byte[] values, string fortran = "False")
    {
        string header = $"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}";
        header = header.PadRight(((10 + header.Length + 64) / 64 * 64) - 11) + "\n";
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(start.AsSpan(8), (ushort)header.Length);
        return [.. start, .. Encoding.Latin1.GetBytes(header), .. values];
    }

    private NumpyArray ReadOne(byte[] npy)
    {
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (Stream stream = zip.CreateEntry("case/x0.npy").Open())
        {
            stream.Write(npy);
        }

        using NumpyArchive archive = NumpyArchive.Open(path);
        Assert.That(archive.Names, Is.EqualTo(new[] { "case/x0" }));
        return archive.Read("case/x0");
    }

    private static readonly object[] Numbers =
    [
        new object[] { "|b1", new byte[] { 1, 0 }, new double[] { 1, 0 } },
        new object[] { "|u1", new byte[] { 255, 2 }, new double[] { 255, 2 } },
        new object[] { "|i1", new byte[] { 255, 2 }, new double[] { -1, 2 } },
        new object[] { "<i4", new byte[] { 254, 255, 255, 255, 0, 1, 0, 0 }, new double[] { -2, 256 } },
        new object[] { "<i8", new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 1, 0, 0, 0 }, new double[] { -1, 4294967296 } },
        new object[] { "<f2", new byte[] { 0x00, 0x3C, 0x00, 0xC1 }, new double[] { 1, -2.5 } },
        new object[] { "<f4", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0 }, new double[] { 1, -2.5 } },
        new object[] { "<f8", new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 4, 0xC0 }, new double[] { 1, -2.5 } },
    ];

    [TestCaseSource(nameof(Numbers))]
    public void Numbers_of_every_type_are_read(string descr, byte[] bytes, double[] expected)
    {
        NumpyArray array = ReadOne(Npy(descr, "(2, 1)", bytes));
        Assert.Multiple(() =>
        {
            Assert.That(array.Shape, Is.EqualTo(new[] { 2, 1 }));
            Assert.That(array.ToDoubles(), Is.EqualTo(expected));
        });
    }

    [Test]
    public void A_scalar_has_no_extents()
    {
        NumpyArray array = ReadOne(Npy("<f4", "()", [0, 0, 0x80, 0x3F]));
        Assert.That((array.Shape.Length, array.As<float>()[0]), Is.EqualTo((0, 1f)));
    }

    [Test]
    public void An_empty_array_keeps_its_shape() => Assert.That(ReadOne(Npy("<f4", "(0, 3)", [])).Shape, Is.EqualTo(new[] { 0, 3 }));

    [Test]
    public void Text_loses_its_padding() =>
        Assert.That(ReadOne(Npy("<U2", "(2,)", Encoding.UTF32.GetBytes("ab\u00e9\0"))).ToStrings(), Is.EqualTo(new[] { "ab", "\u00e9" }));

    [Test]
    public void Another_type_is_refused() =>
        Assert.That(() => { _ = ReadOne(Npy("<f4", "(1,)", new byte[4])).As<double>().Length; }, Throws.InvalidOperationException.With.Message.Contains("Single"));

    [TestCase(">f4", "(1,)", "False")]
    [TestCase("|O", "(1,)", "False")]
    [TestCase("<f4", "(1,)", "True")]
    [TestCase("<f4", "(2,)", "False")]
    [TestCase("<f4", "(2000000000, 2000000000)", "False")]
    public void What_is_no_plain_array_is_refused_with_its_name(string descr, string shape, string fortran) =>
        Assert.That(() => ReadOne(Npy(descr, shape, new byte[4], fortran)), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("case/x0"));

    [Test]
    public void A_missing_array_is_named()
    {
        using (ZipFile.Open(path, ZipArchiveMode.Create))
        {
        }

        using NumpyArchive archive = NumpyArchive.Open(path);
        Assert.That(() => archive.Read("none/x"), Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("none/x"));
    }
}
