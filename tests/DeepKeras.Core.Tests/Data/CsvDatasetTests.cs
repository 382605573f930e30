using DeepKeras.Data;

namespace DeepKeras.Tests.Data;

public sealed class CsvDatasetTests
{
    [Test]
    public void Classes_are_in_ordinal_order_and_labels_index_them()
    {
        Dataset dataset = Csv.Dataset("x,y\n1,b\n2,B\n3,a\n4,b\n");
        Assert.That(dataset.Task, Is.EqualTo(LearningTask.Multiclass));
        Assert.That(dataset.Classes, Is.EqualTo(new[] { "B", "a", "b" }));
        Assert.That(dataset.Labels.ToArray(), Is.EqualTo(new[] { 2, 0, 1, 2 }));
        Assert.That(dataset.TargetName, Is.EqualTo("y"));
    }

    [TestCase("a b a b", LearningTask.Binary)]
    [TestCase("true false true", LearningTask.Binary)]
    [TestCase("0 1 1 0", LearningTask.Binary)]
    [TestCase("0 1 2 0 1 2 0 1 2", LearningTask.Multiclass)]
    [TestCase("1.0 2.00 1 2", LearningTask.Binary)]
    [TestCase("0 1 2 3", LearningTask.Regression)]
    [TestCase("0.5 1 0.5 1", LearningTask.Regression)]
    [TestCase("-3 -1 -3 -1", LearningTask.Binary)]
    public void The_task_follows_from_the_target(string target, LearningTask task) =>
        Assert.That(Csv.Dataset(OneFeature(target.Split(' '))).Task, Is.EqualTo(task));

    [Test]
    public void More_than_twenty_whole_numbers_are_a_regression() =>
        Assert.That(Csv.Dataset(OneFeature([.. Enumerable.Range(0, 210).Select(i => $"{i % 21}")])).Task, Is.EqualTo(LearningTask.Regression));

    [Test]
    public void Twenty_whole_numbers_are_classes() =>
        Assert.That(Csv.Dataset(OneFeature([.. Enumerable.Range(0, 200).Select(i => $"{i % 20}")])).Classes, Has.Count.EqualTo(20));

    [Test]
    public void The_task_given_wins_over_the_one_inferred()
    {
        string text = OneFeature(["0", "1", "1", "0"]);
        Assert.That(Csv.Dataset(text, new CsvOptions { Task = LearningTask.Regression }).Targets.ToArray(), Is.EqualTo(new float[] { 0, 1, 1, 0 }));
        text = OneFeature(["0.5", "1.5", "1.5"]);
        Assert.That(Csv.Dataset(text, new CsvOptions { Task = LearningTask.Multiclass }).Classes, Is.EqualTo(new[] { "0.5", "1.5" }));
    }

    [Test]
    public void A_target_named_as_a_category_keeps_its_names() =>
        Assert.That(Csv.Dataset(OneFeature(["007", "08", "007"]), new CsvOptions { CategoryColumns = ["y"] }).Classes, Is.EqualTo(new[] { "007", "08" }));

    [Test]
    public void Numbers_too_large_for_a_float_are_not_merged_into_one_class() =>
        Assert.That(
            Csv.Error(() => Csv.Dataset(OneFeature(["100000001", "100000002", "200000000", "100000002"]), new CsvOptions { Task = LearningTask.Multiclass })).Message,
            Does.Contain("too large to tell apart"));

    [Test]
    public void Columns_are_numbers_categories_or_text()
    {
        string text = "n,c,t,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i * 0.5:0.0},{(i % 3 == 0 ? "red" : "blue")},word{i},{i % 2}\n"));
        Assert.That(Csv.Dataset(text).Features.Select(column => column.Kind), Is.EqualTo(new[] { ColumnKind.Number, ColumnKind.Category, ColumnKind.Text }));
    }

    [Test]
    public void The_kind_given_wins_over_the_one_inferred()
    {
        Dataset dataset = Csv.Dataset("a,b,y\n1,red,0\n2,red,1\n", new CsvOptions { CategoryColumns = ["a"], TextColumns = ["b"] });
        Assert.That(dataset.Features.Select(column => column.Kind), Is.EqualTo(new[] { ColumnKind.Category, ColumnKind.Text }));
        Assert.That(dataset.Features[0].Strings.ToArray(), Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public void A_column_mostly_of_strings_keeps_its_numbers_as_they_were_written() =>
        Assert.That(Csv.Dataset("c,y\n1.50,0\nx,1\ny,0\n").Features[0].Strings.ToArray(), Is.EqualTo(new[] { "1.50", "x", "y" }));

    [TestCase("")]
    [TestCase("NA")]
    [TestCase("NaN")]
    [TestCase("nan")]
    [TestCase("null")]
    [TestCase("NULL")]
    [TestCase("?")]
    [TestCase("\"\"")]
    public void A_missing_value_is_NaN_among_numbers_and_null_among_strings(string missing)
    {
        Dataset dataset = Csv.Dataset($"n,c,y\n{missing},{missing},0\n1,a,1\n{missing},{missing},0\n");
        Assert.That(dataset.Features[0].Numbers.ToArray(), Is.EqualTo(new[] { float.NaN, 1, float.NaN }));
        Assert.That(dataset.Features[1].Strings.ToArray(), Is.EqualTo(new[] { null, "a", null }));
    }

    [Test]
    public void A_quoted_NA_is_a_string() =>
        Assert.That(Csv.Dataset("c,y\n\"NA\",0\nNA,1\nDE,1\n").Features[0].Strings.ToArray(), Is.EqualTo(new[] { "NA", null, "DE" }));

    [Test]
    public void A_number_can_stand_for_a_missing_value() =>
        Assert.That(
            Csv.Dataset("x,y\n-999,0\n1.5,1\n", new CsvOptions { MissingValues = ["-999"] }).Features[0].Numbers.ToArray(),
            Is.EqualTo(new[] { float.NaN, 1.5f }));

    [Test]
    public void A_column_without_a_value_is_left_out_with_a_warning()
    {
        Dataset dataset = Csv.Dataset("a,b,y\n,1,0\nNA,2,1\n");
        Assert.That(dataset.Features.Select(column => column.Name), Is.EqualTo(new[] { "b" }));
        Assert.That(dataset.Warnings, Is.EqualTo(new[] { "column \"a\": all 2 values are missing; it is left out." }));
    }

    [Test]
    public void A_mixed_column_can_become_strings() =>
        Assert.That(
            Csv.Dataset("x,y\n1,a\n2,b\nthree,a\n", new CsvOptions { Mixed = MixedColumns.Strings }).Features[0].Strings.ToArray(),
            Is.EqualTo(new[] { "1", "2", "three" }));

    [TestCase("1 2 three 4")]
    [TestCase("three 1 2 4")]
    public void A_mixed_column_can_become_numbers_with_a_warning(string values)
    {
        string text = "x,y\n" + string.Concat(values.Split(' ').Select((value, i) => $"{value},{i % 2}\n"));
        Dataset dataset = Csv.Dataset(text, new CsvOptions { Mixed = MixedColumns.Missing });
        Assert.That(dataset.Features[0].Numbers.ToArray().Count(float.IsNaN), Is.EqualTo(1));
        Assert.That(dataset.Warnings[0], Does.StartWith("column \"x\": 1 of 4 values are no numbers and count as missing, the first is \"three\" on line"));
    }

    [Test]
    public void A_decimal_comma_is_read_where_the_options_say_so() =>
        Assert.That(
            Csv.Dataset("x;y\n1,5;0\n-2,25e1;1\n", new CsvOptions { DecimalSeparator = ',' }).Features[0].Numbers.ToArray(),
            Is.EqualTo(new[] { 1.5f, -22.5f }));

    [Test]
    public void Groups_are_numbered_in_the_order_of_their_first_rows_and_are_no_feature()
    {
        Dataset dataset = Csv.Dataset("x,g,y\n1,z,0\n2,a,1\n3,z,1\n", new CsvOptions { GroupColumn = "g" });
        Assert.That(dataset.Groups, Is.EqualTo(new[] { 0, 1, 0 }));
        Assert.That(dataset.Features.Select(column => column.Name), Is.EqualTo(new[] { "x" }));
    }

    [Test]
    public void Ignored_columns_are_not_looked_at() =>
        Assert.That(Csv.Dataset("x,z,y\n1,2,0\n2,two,1\n3,3,1\n", new CsvOptions { IgnoredColumns = ["z"] }).Features, Has.Count.EqualTo(1));

    [TestCase("2024-03-01 2023-01-05 2024-02-29T12:00:00")]
    [TestCase("30 10 20")]
    public void Rows_are_sorted_by_the_time_column(string times)
    {
        string[] time = times.Split(' ');
        Dataset dataset = Csv.Dataset($"t,x,y\n{time[0]},3,0\n{time[1]},1,1\n{time[2]},2,0\n", new CsvOptions { TimeColumn = "t", GroupColumn = null });
        Assert.That(dataset.Features[0].Numbers.ToArray(), Is.EqualTo(new float[] { 1, 2, 3 }));
        Assert.That(dataset.Labels.ToArray(), Is.EqualTo(new[] { 1, 0, 0 }));
        Assert.That(dataset.TimeOrdered, Is.True);
    }

    [Test]
    public void A_column_that_counts_the_rows_is_warned_of() =>
        Assert.That(Csv.Dataset("id,x,y\n10,1,0\n11,5,1\n12,2,0\n").Warnings, Is.EqualTo(new[] { "column \"id\" only counts the rows; leave it out if it is a row number." }));

    [Test]
    public void Dates_taken_as_text_are_warned_of()
    {
        string text = "d,y\n" + string.Concat(Enumerable.Range(1, 28).Select(i => $"2024-02-{i:00},{i % 2}\n"));
        Assert.That(Csv.Dataset(text).Warnings, Has.One.StartsWith("column \"d\" looks like dates"));
    }

    [Test]
    public void A_subset_keeps_what_is_known_of_the_set()
    {
        Dataset subset = Csv.Dataset("a,g,x,y\n,p,1,0\n,q,2,1\n,r,3,1\n", new CsvOptions { GroupColumn = "g", TimeOrdered = true }).Subset([2, 0]);
        Assert.That((subset.Groups![0], subset.Groups[1], subset.TimeOrdered, subset.Warnings.Count), Is.EqualTo((2, 0, true, 2)));
    }

    [Test]
    public void A_table_has_every_column_and_looks_them_up_by_name()
    {
        CsvTable table = Csv.Table("a,b,c\n,x,1\n,y,2\n");
        Assert.That(table.Columns.Select(column => column.Kind), Is.EqualTo(new[] { ColumnKind.Number, ColumnKind.Category, ColumnKind.Number }));
        Assert.That(Csv.Error(() => _ = table["d"]).Message, Does.Contain("unknown column \"d\"").And.Contain("Known: a, b, c."));
    }

    private static string OneFeature(string[] targets) => "x,y\n" + string.Concat(targets.Select((target, i) => $"{(i * 37 % 11) + 0.5},{target}\n"));
}
