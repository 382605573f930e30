using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Tests.Saving;

/// <summary>The files of <c>Variants</c>, which h5py wrote in every layout it has (make.py there).</summary>
[TestFixture]
public sealed class Hdf5VariantsTests
{
    private static readonly string[] Unread = ["complex", "compound", "opaque", "lzf"];

    private static Hdf5Reader Open(string name) => Hdf5Reader.Open(Path.Combine(SavingFiles.Variants, name + ".h5"));

    private static IEnumerable<TestCaseData> Numbers()
    {
        foreach (string file in Directory.EnumerateFiles(SavingFiles.Variants, "*.h5").Order(StringComparer.Ordinal))
        {
            using Hdf5Reader reader = Hdf5Reader.Open(file);
            foreach (Hdf5Dataset dataset in reader.Root.Descendants().OfType<Hdf5Dataset>())
            {
                if (dataset.Type is not (Hdf5Type.String or Hdf5Type.Other) && !Unread.Contains(dataset.Path))
                {
                    yield return new TestCaseData(Path.GetFileNameWithoutExtension(file), dataset.Path);
                }
            }
        }
    }

    [TestCaseSource(nameof(Numbers))]
    public void Numbers_are_what_h5py_wrote(string file, string path)
    {
        using Hdf5Reader reader = Open(file);
        var dataset = (Hdf5Dataset)reader.Root[path];
        double fill = 0;
        long written = long.MaxValue;
        if (dataset.Attributes.TryGetValue("fill", out Hdf5Attribute? value))
        {
            fill = value.ToNumbers<double>()[0];
            written = dataset.Attributes["written"].ToNumbers<long>()[0] * (dataset.Count / dataset.Shape[0]);
        }

        Assert.That(dataset.ToNumbers<double>(), Is.EqualTo(Enumerable.Range(0, (int)dataset.Count).Select(i => i < written ? i % 100 : fill)));
    }

    [Test]
    public void All_variants_are_there() => Assert.That(Numbers().Count(), Is.GreaterThanOrEqualTo(100));

    [TestCase("types", "text", new[] { "ab", "", "c\u00e9\u4e16" })]
    [TestCase("types", "text_scalar", new[] { "abc" })]
    [TestCase("types", "text_fixed", new[] { "ab", "cde" })]
    [TestCase("types", "text_utf8_fixed", new[] { "\u00e9", "z" })]
    [TestCase("types_latest", "text", new[] { "ab", "", "c\u00e9\u4e16" })]
    public void Text_is_read(string file, string path, string[] expected)
    {
        using Hdf5Reader reader = Open(file);
        Assert.That(((Hdf5Dataset)reader.Root[path]).ToStrings(), Is.EqualTo(expected));
    }

    [TestCase("types", "complex", "compound")]
    [TestCase("types", "compound", "compound")]
    [TestCase("types", "opaque", "|V3")]
    [TestCase("storage", "lzf", "filter 32000")]
    public void What_is_not_read_is_refused_by_name(string file, string path, string came)
    {
        using Hdf5Reader reader = Open(file);
        Assert.That(
            () => ((Hdf5Dataset)reader.Root[path]).ToNumbers<float>(),
            Throws.InstanceOf<DeepKeras.Saving.ModelFileException>().With.Message.Contains($"{file}.h5: {path}: ").And.Message.Contains(came));
    }

    [TestCase("types")]
    [TestCase("types_latest")]
    public void Attributes_are_what_h5py_wrote(string file)
    {
        using Hdf5Reader reader = Open(file);
        IReadOnlyDictionary<string, Hdf5Attribute> attributes = reader.Root["attributes"].Attributes;
        Assert.Multiple(() =>
        {
            Assert.That(attributes["text"].ToText(), Is.EqualTo("v\u00e9"));
            Assert.That(attributes["texts"].ToStrings(), Is.EqualTo(new[] { "a", "bb", "" }));
            Assert.That(attributes["none"].ToStrings(), Is.Empty);
            Assert.That(attributes["int"].ToNumbers<int>(), Is.EqualTo(new[] { 7 }));
            Assert.That(attributes["ints"].ToNumbers<long>(), Is.EqualTo(new[] { 1L, 2, 3 }));
            Assert.That(attributes["float"].ToNumbers<double>(), Is.EqualTo(new[] { 1.5 }));
            Assert.That(attributes["bytes"].ToText(), Is.EqualTo("raw"));
            Assert.That(attributes["long"].ToText(), Is.EqualTo(new string('x', 30000)));
        });
    }

    [Test]
    public void Attributes_beyond_64_KiB_are_read()
    {
        using Hdf5Reader reader = Open("types_latest");
        IReadOnlyDictionary<string, Hdf5Attribute> attributes = reader.Root["attributes"].Attributes;
        Assert.Multiple(() =>
        {
            Assert.That(attributes["huge"].ToText(), Is.EqualTo(new string('y', 70000)));
            Assert.That(attributes["huge_numbers"].ToNumbers<int>(), Is.EqualTo(Enumerable.Range(0, 9000)));
        });
    }

    [TestCase("groups")]
    [TestCase("groups_latest")]
    [TestCase("groups_108")]
    public void Large_groups_are_listed_in_numeric_order(string file)
    {
        using Hdf5Reader reader = Open(file);
        var many = (Hdf5Group)reader.Root["many"];
        Assert.Multiple(() =>
        {
            Assert.That(many.Names, Is.EqualTo(Enumerable.Range(0, 300).Select(i => $"{i}")));
            Assert.That(many.Names.Select(name => many[name].Attributes["i"].ToNumbers<int>()[0]), Is.EqualTo(Enumerable.Range(0, 300)));
            Assert.That(((Hdf5Group)reader.Root["layers/dense/vars"]).Names, Is.EqualTo(new[] { "0", "2", "10" }));
            Assert.That(reader.Root["attributes"].Attributes.Select(a => $"{a.Key}{a.Value.ToText()}"), Is.EquivalentTo(Enumerable.Range(0, 40).Select(i => $"a{i}{new string('x', i)}")));
            Assert.That(((Hdf5Group)reader.Root["ordered_many"]).Names, Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"g{i}")));
        });
    }

    [Test]
    public void An_integer_that_does_not_fit_is_refused()
    {
        using Hdf5Reader reader = Open("types_latest");
        Assert.That(() => reader.Root["attributes"].Attributes["huge_numbers"].ToNumbers<byte>(), Throws.InstanceOf<DeepKeras.Saving.ModelFileException>());
    }

    [TestCase("layers/../many")]
    [TestCase("many/")]
    [TestCase("")]
    [TestCase("many/300")]
    public void A_path_that_is_none_is_not_found(string path)
    {
        using Hdf5Reader reader = Open("groups");
        Assert.That(reader.Root.TryGet(path, out _), Is.False);
    }
}
