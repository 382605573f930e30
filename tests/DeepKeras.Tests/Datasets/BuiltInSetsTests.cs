using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using DeepKeras.Data;

namespace DeepKeras.Tests.BuiltIn;

public sealed class BuiltInSetsTests
{
    private static readonly string[] Files = ["iris.csv", "wine.csv", "breast_cancer.csv.gz", "digits.csv.gz", "diabetes.csv", "words.csv.gz", "randhie.csv.gz", "sunspots.csv", "co2.csv"];

    private static IEnumerable<string> EmbeddedNames => Datasets.All.Select(set => set.Name).Where(name => !name.StartsWith("fashion", StringComparison.Ordinal));

    [TestCaseSource(nameof(Files))]
    public void An_embedded_file_has_its_cards_checksum(string file)
    {
        using Stream stream = EmbeddedData.Open(file);
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(stream)), Is.EqualTo(CardOf(file).GetProperty("sha256").GetString()));
    }

    [TestCaseSource(nameof(Files))]
    public void A_compressed_file_holds_what_its_card_says(string file)
    {
        if (!CardOf(file).TryGetProperty("sha256_uncompressed", out JsonElement expected))
        {
            Assert.That(file, Does.EndWith(".csv"));
            return;
        }

        using var gzip = new GZipStream(EmbeddedData.Open(file), CompressionMode.Decompress);
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(gzip)), Is.EqualTo(expected.GetString()));
    }

    [TestCase("iris", "iris.csv")]
    [TestCase("wine", "wine.csv")]
    [TestCase("breast-cancer", "breast_cancer.csv.gz")]
    [TestCase("digits", "digits.csv.gz")]
    [TestCase("words", "words.csv.gz")]
    [TestCase("words-accented", "words.csv.gz")]
    public void Classes_and_their_rows_are_the_cards(string name, string file)
    {
        Dataset dataset = Datasets.Load(name);
        var counts = dataset.Labels.ToArray().CountBy(label => dataset.Classes[label]).ToDictionary();
        var expected = CardOf(file).GetProperty("classes").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("rows").GetInt32());
        Assert.That(counts, Is.EquivalentTo(expected));
        Assert.That(dataset.Classes, Is.Ordered.Using<string>(StringComparer.Ordinal));
    }

    [TestCaseSource(nameof(EmbeddedNames))]
    public void A_descriptor_says_what_the_set_is(string name)
    {
        DatasetDescriptor descriptor = Datasets.Find(name)!;
        Dataset dataset = descriptor.Load();
        Assert.That((dataset.Name, dataset.Task, dataset.Rows, dataset.Features.Count), Is.EqualTo((descriptor.Name, descriptor.Task, descriptor.Rows, descriptor.Features)));
    }

    [TestCaseSource(nameof(EmbeddedNames))]
    public void A_set_has_a_card_no_missing_value_and_no_warning(string name)
    {
        Dataset dataset = Datasets.Load(name);
        Assert.That(dataset.Card!.Licence, Is.Not.Empty);
        Assert.That(dataset.Warnings, Is.Empty);
        foreach (Column column in dataset.Features)
        {
            int missing = column.Kind == ColumnKind.Number ? column.Numbers.ToArray().Count(float.IsNaN) : column.Strings.ToArray().Count(value => value is null);
            Assert.That(missing, Is.Zero, column.Name);
        }
    }

    [Test]
    public void Features_are_the_cards_columns_in_order()
    {
        string[] columns = [.. CardOf("breast_cancer.csv.gz").GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()!)];
        Assert.That(Datasets.BreastCancer().Features.Select(column => column.Name), Is.EqualTo(columns[..^1]));
    }

    [Test]
    public void Digits_are_images() => Assert.That(Datasets.Digits().ImageShape, Is.EqualTo(new[] { 8, 8, 1 }));

    [Test]
    public void Words_are_text_folded_unless_asked_for()
    {
        Column folded = Datasets.Words().Features.Single();
        Column accented = Datasets.Words(accented: true).Features.Single();
        Assert.That((folded.Kind, folded.Name, folded.Strings[0]), Is.EqualTo((ColumnKind.Text, "ascii", "wywrotnosciach")));
        Assert.That((accented.Kind, accented.Name, accented.Strings[0]), Is.EqualTo((ColumnKind.Text, "word", "wywrotnościach")));
    }

    [Test]
    public void Randhie_is_grouped_by_its_4364_persons([Values("randhie", "randhie-any-visit")] string name)
    {
        Dataset dataset = Datasets.Load(name);
        Assert.That(dataset.Groups!.Distinct().Count(), Is.EqualTo(4364));
        Assert.That(dataset.Features.Select(column => column.Name), Has.None.EqualTo("person").And.None.EqualTo("mdvis"));
    }

    [Test]
    public void In_688_of_1000_person_years_there_was_a_visit() =>
        Assert.That(Datasets.RandhieAnyVisit().Labels.ToArray().Average(), Is.EqualTo(0.688).Within(0.0005));

    [Test]
    public void The_notice_has_every_licence_that_asks_to_travel() =>
        Assert.That(Datasets.Notice, Does.Contain("BSD 3-Clause License").And.Contain("SCOWL").And.Contain("OpenTaal").And.Contain("Mozilla Public License"));

    [TestCase("breast_cancer")]
    [TestCase("Breast-Cancer")]
    public void Names_are_forgiving(string name) => Assert.That(Datasets.Load(name).Name, Is.EqualTo("breast-cancer"));

    [Test]
    public void An_unknown_name_lists_the_known_and_the_nearest() =>
        Assert.That(
            () => Datasets.Load("brest-cancer"),
            Throws.TypeOf<DataException>().With.Message.StartsWith("unknown data set \"brest-cancer\"; did you mean \"breast-cancer\"? Known: iris, wine, breast-cancer,"));

    private static JsonElement CardOf(string file) => JsonDocument.Parse(EmbeddedData.Text($"{file[..file.IndexOf('.')]}.json")).RootElement;
}
