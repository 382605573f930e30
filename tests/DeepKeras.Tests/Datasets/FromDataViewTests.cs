using DeepKeras.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Tests.BuiltIn;

public sealed class FromDataViewTests
{
    private static readonly MLContext Context = new(seed: 0);

    private static readonly Row[] Rows =
    [
        new() { Age = 1.5f, Height = 2, Smokes = true, Colour = "red", Pixels = [1, 2], Kind = "a", Person = 7, Visits = 0.5 },
        new() { Age = float.NaN, Height = 3, Smokes = false, Colour = "", Pixels = [3, 4], Kind = "b", Person = 8, Visits = 1.5 },
        new() { Age = 2.5f, Height = 4, Smokes = true, Colour = "blue", Pixels = [5, float.NaN], Kind = "a", Person = 7, Visits = 2.5 },
    ];

    [Test]
    public void Columns_keep_their_values_and_vectors_become_a_feature_a_slot()
    {
        Dataset dataset = Dataset.FromDataView(View(), "Kind");
        Assert.That(dataset.Features.Select(column => column.Name), Is.EqualTo(new[] { "Age", "Height", "Smokes", "Colour", "Pixels[0]", "Pixels[1]", "Person", "Visits" }));
        Assert.That(dataset.Features[0].Numbers.ToArray(), Is.EqualTo(new[] { 1.5f, float.NaN, 2.5f }));
        Assert.That(dataset.Features[2].Numbers.ToArray(), Is.EqualTo(new[] { 1f, 0, 1 }));
        Assert.That(dataset.Features[3].Strings.ToArray(), Is.EqualTo(new[] { "red", null, "blue" }));
        Assert.That(dataset.Features[5].Numbers.ToArray(), Is.EqualTo(new[] { 2, 4, float.NaN }));
        Assert.That(dataset.Labels.ToArray(), Is.EqualTo(new[] { 0, 1, 0 }));
    }

    [Test]
    public void A_boolean_target_has_the_classes_false_and_true() =>
        Assert.That(Dataset.FromDataView(View(), "Smokes").Classes, Is.EqualTo(new[] { "false", "true" }));

    [Test]
    public void A_numeric_target_is_a_regression() =>
        Assert.That(Dataset.FromDataView(View(), "Visits").Targets.ToArray(), Is.EqualTo(new[] { 0.5f, 1.5f, 2.5f }));

    [Test]
    public void Groups_and_ignored_columns_are_no_features()
    {
        Dataset dataset = Dataset.FromDataView(View(), "Kind", new CsvOptions { GroupColumn = "Person", IgnoredColumns = ["Pixels"] });
        Assert.That(dataset.Groups, Is.EqualTo(new[] { 0, 1, 0 }));
        Assert.That(dataset.Features, Has.Count.EqualTo(6 - 1));
    }

    [Test]
    public void A_key_stands_for_its_name()
    {
        IDataView keys = Context.Transforms.Conversion.MapValueToKey("Colour").Fit(View()).Transform(View());
        Column colour = Dataset.FromDataView(keys, "Kind").Features.Single(column => column.Name == "Colour");
        Assert.That(colour.Kind, Is.EqualTo(ColumnKind.Category));
        Assert.That(colour.Strings.ToArray().Where(value => value is not null), Is.EqualTo(new[] { "red", "blue" }));
    }

    [Test]
    public void A_number_named_as_a_category_is_one()
    {
        Column height = Dataset.FromDataView(View(), "Kind", new CsvOptions { CategoryColumns = ["Height"] }).Features[1];
        Assert.That(height.Kind, Is.EqualTo(ColumnKind.Category));
        Assert.That(height.Strings.ToArray(), Is.EqualTo(new[] { "2", "3", "4" }));
    }

    [Test]
    public void A_missing_target_names_the_row() =>
        Assert.That(() => Dataset.FromDataView(View(), "Age"), Throws.TypeOf<DataException>().With.Message.Contains("line 2, column \"Age\": a value is missing here"));

    [Test]
    public void An_unknown_target_lists_the_columns() =>
        Assert.That(() => Dataset.FromDataView(View(), "kinds"), Throws.TypeOf<DataException>().With.Message.Contains("did you mean \"Kind\"?"));

    [Test]
    public void A_view_without_rows_is_refused() =>
        Assert.That(() => Dataset.FromDataView(Context.Data.LoadFromEnumerable(Array.Empty<Row>()), "Kind"), Throws.TypeOf<DataException>().With.Message.Contains("no rows"));

    private static IDataView View() => Context.Data.LoadFromEnumerable(Rows);

    private sealed class Row
    {
        public float Age { get; set; }

        public int Height { get; set; }

        public bool Smokes { get; set; }

        public string Colour { get; set; } = "";

        [VectorType(2)]
        public float[] Pixels { get; set; } = [];

        public string Kind { get; set; } = "";

        public long Person { get; set; }

        public double Visits { get; set; }
    }
}
