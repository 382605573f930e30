using System.Globalization;
using System.Text;

namespace DeepKeras.Cli;

/// <summary>What people's files look like.</summary>
internal sealed class CsvTests
{
    private TemporaryFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void A_target_that_is_not_in_the_file_is_a_wrong_call_with_the_nearest_column()
    {
        CliRun run = Compare(Table(), "--target", "klass");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(2), run.ToString());
            Assert.That(run.Error, Does.Contain("unknown target column \"klass\"; did you mean \"class\"? Known: size, colour, class."));
        }
    }

    [Test]
    public void No_target_is_a_wrong_call_that_lists_the_columns()
    {
        CliRun run = Compare(Table());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(2), run.ToString());
            Assert.That(run.Error, Does.Contain("--target").And.Contain("size, colour, class"));
        }
    }

    [Test]
    public void A_ragged_row_is_named_by_its_line() =>
        Fails(Table() + "1.0,red\n", "line 62: expected 3 fields as in the first line, got 2");

    [Test]
    public void One_class_is_refused() =>
        Fails(Table().Replace(",yes", ",no", StringComparison.Ordinal), "column \"class\": the target has one class, \"no\", in all 60 rows");

    [Test]
    public void Fewer_rows_of_a_class_than_folds_are_refused() =>
        Fails("size,class\n1,a\n2,b\n3,a\n4,b\n5,a\n6,a\n", "class \"b\" of \"class\" has 2 rows, expected at least 3, one for each fold");

    [Test]
    public void A_missing_value_in_the_target_is_named_by_line_and_column() =>
        Fails(Table() + "1.0,red,NaN\n", "line 62, column \"class\": a value is missing here (\"NaN\")");

    [Test]
    public void Mixed_types_are_named_by_line_and_column_with_the_ways_out() =>
        Fails(Table() + "old,red,yes\n", "line 62, column \"size\": expected a number as in 60 of the column's 61 values, got \"old\"; --mixed strings");

    [Test]
    public void Mixed_types_can_be_taken_as_missing() =>
        Assert.That(Compare(Table() + "old,red,yes\n", "--target", "class", "--mixed", "missing").Code, Is.Zero);

    [Test]
    public void An_empty_file_and_a_header_alone_are_refused()
    {
        Fails("", "the file is empty");
        Fails("size,class\n", "the file has a header but no rows");
    }

    [Test]
    public void A_file_without_a_header_says_which_option_helps() =>
        Fails("1,0\n2,1\n3,0\n", "--no-header", "column2");

    [Test]
    public void A_column_without_a_value_is_left_out_with_a_note()
    {
        string[] lines = Table().TrimEnd('\n').Split('\n');
        string table = string.Join('\n', lines.Select((line, i) => i == 0 ? $"empty,{line}" : $",{line}"));
        CliRun run = Compare(table, "--target", "class");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero, run.ToString());
            Assert.That(run.Error, Does.Contain("note: column \"empty\": all 60 values are missing; it is left out."));
            Assert.That(run.Json.GetProperty("features").GetInt32(), Is.EqualTo(2));
        }
    }

    [Test]
    public void A_byte_order_mark_crlf_quotes_and_semicolons_change_nothing()
    {
        string table = Table();
        CliRun plain = Compare(table, "--target", "class");
        string dressed = "\uFEFF" + string.Join("\r\n", table.TrimEnd('\n').Split('\n').Select(line => string.Join(';', line.Split(',').Select(field => $"\"{field}\"")))) + "\r\n";
        CliRun other = Compare(dressed, "--target", "class");
        Assert.That(Scores(other), Is.EqualTo(Scores(plain)));
    }

    [Test]
    public void A_quoted_line_break_is_part_of_a_value()
    {
        CliRun run = Compare(Table().Replace("red", "\"a, \"\"red\"\"\nshade\"", StringComparison.Ordinal), "--target", "class");
        Assert.That(run.Code, Is.Zero, run.ToString());
    }

    [Test]
    public void Regression_follows_from_a_target_of_many_numbers()
    {
        var text = new StringBuilder("x,y\n");
        for (int i = 0; i < 60; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i * 37 % 60 / 10.0},{(i * 37 % 60 * 0.2) + (i % 3 * 0.1)}\n");
        }

        CliRun run = CliRun.Of("compare", folder.Write("t.csv", text.ToString()), "--target", "y", "--models", "linear,mlp", "--folds", "3", "--repeats", "1", "--epochs", "2", "--json", "-");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero, run.ToString());
            Assert.That(run.Json.GetProperty("task").GetString(), Is.EqualTo("regression"));
            Assert.That(run.Json.GetProperty("metric").GetString(), Is.EqualTo("r2"));
        }
    }

    private static string Scores(CliRun run)
    {
        Assert.That(run.Code, Is.Zero, run.ToString());
        return string.Join('\n', run.Json.GetProperty("learners").EnumerateArray().Select(learner => $"{learner.GetProperty("name")} {learner.GetProperty("scores")}"));
    }

    private static string Table()
    {
        var text = new StringBuilder("size,colour,class\n");
        for (int i = 0; i < 60; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i * 17 % 60 / 4.0:0.00},{(i % 3 == 0 ? "red" : "blue")},{(i * 17 % 60 > 30 ? "yes" : "no")}\n");
        }

        return text.ToString();
    }

    private CliRun Compare(string table, params string[] options) =>
        CliRun.Of(["compare", folder.Write("t.csv", table), "--models", "logistic-regression,mlp", "--folds", "3", "--repeats", "1", "--epochs", "2", "--json", "-", .. options]);

    private void Fails(string table, string expected, string target = "class")
    {
        CliRun run = Compare(table, "--target", target);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(1), run.ToString());
            Assert.That(run.Output, Is.Empty);
            Assert.That(run.Error, Does.Contain(expected));
        }
    }
}
