using System.Text;
using DeepKeras.Data;

namespace DeepKeras.Tests.Data;

public sealed class CsvErrorTests
{
    [TestCase("", "t.csv: the file is empty.")]
    [TestCase("\n \n", "t.csv: the file is empty.")]
    [TestCase("a,b\n", "t.csv: the file has a header but no rows.")]
    [TestCase("a,b\n1,2\n3\n", "t.csv, line 3: expected 2 fields as in the first line, got 1 (the delimiter is taken to be \",\").")]
    [TestCase("a,b\n1,2\n\n\"x\ny\",2,3\n", "t.csv, line 4: expected 2 fields as in the first line, got 3.")]
    [TestCase("a,b\n1,\"two\n\n3,4\n", "t.csv, line 2: the quote opened in field 2 is never closed.")]
    [TestCase("a,b\n1,2\n\"x\"y,2\n", "t.csv, line 3: field 1 has \"y\" after its closing quote; a quote inside a quoted field is written twice.")]
    [TestCase("a,b,a\n1,2,3\n", "t.csv, line 1, column \"a\": the header names this column twice, in fields 1 and 3.")]
    [TestCase("a,,c\n1,2,3\n", "t.csv, line 1: field 2 of the header is empty")]
    [TestCase("\n1.5,2,3,4\n1,2,3,4\n", "t.csv, line 2: the first line has only numbers (1.5, 2, 3, ...)")]
    [TestCase("a,b\n1,x\0y\n", "t.csv, line 2: a NUL character")]
    public void A_file_that_cannot_be_taken_apart(string text, string message) =>
        Assert.That(Csv.Error(() => Csv.Table(text)).Message, Does.StartWith(message));

    [Test]
    public void Bytes_that_are_not_utf8_are_named_by_their_line()
    {
        byte[] bytes = [.. Encoding.Latin1.GetBytes("a,b\r\n1,x\r\n2,fa\u00E7ade\r\n")];
        DataException error = Csv.Error(() => CsvReader.Read(new MemoryStream(bytes), "t.csv"));
        Assert.That(error.Message, Is.EqualTo("t.csv, line 3: bytes that are not UTF-8; save the file as UTF-8."));
    }

    [Test]
    public void A_spreadsheet_is_told_from_text()
    {
        DataException error = Csv.Error(() => CsvReader.Read(new MemoryStream("PK\u0003\u0004..."u8.ToArray()), "t.csv"));
        Assert.That(error.Message, Does.StartWith("t.csv: this is a zip archive or a spreadsheet"));
    }

    [Test]
    public void A_file_that_is_not_there_is_named() =>
        Assert.That(Csv.Error(() => CsvReader.Read("none/such.csv")).Message, Is.EqualTo("none/such.csv: no such file."));

    [Test]
    public void A_folder_is_no_file() =>
        Assert.That(Csv.Error(() => CsvReader.Read(Path.GetTempPath())).Message, Does.EndWith("this is a folder, not a file."));

    [Test]
    public void Without_a_target_the_columns_are_listed() =>
        Assert.That(
            Csv.Error(() => CsvReader.ReadDataset(Csv.Bytes("age,size\n1,2\n"), "t.csv", new CsvOptions())).Message,
            Is.EqualTo("t.csv: no target column was named; the columns are age, size."));

    [Test]
    public void A_target_that_is_not_there_lists_the_columns_and_the_nearest() =>
        Assert.That(
            Csv.Error(() => Csv.Dataset("age,diagnosis\n1,2\n", new CsvOptions { Target = "Diagnosys" })).Message,
            Is.EqualTo("t.csv: unknown target column \"Diagnosys\"; did you mean \"diagnosis\"? Known: age, diagnosis."));

    [TestCase("", "empty")]
    [TestCase("NaN", "\"NaN\"")]
    [TestCase("NA", "\"NA\"")]
    [TestCase("?", "\"?\"")]
    [TestCase("null", "\"null\"")]
    public void A_missing_target_is_named_by_line_and_column(string value, string shown) =>
        Assert.That(
            Csv.Error(() => Csv.Dataset($"x,y\n1,0.5\n2,{value}\n3,1.5\n")).Message,
            Is.EqualTo($"t.csv, line 3, column \"y\": a value is missing here ({shown}); every row needs one."));

    [Test]
    public void A_missing_target_is_named_by_the_line_it_stands_on_after_fields_with_line_ends()
    {
        DataException error = Csv.Error(() => Csv.Dataset("x,y\n\"a\nb\",1\n\"c\n\nd\",\n"));
        Assert.That((error.File, error.Line, error.Column), Is.EqualTo(("t.csv", 6, "y")));
    }

    [Test]
    public void A_missing_group_is_named_by_line_and_column() =>
        Assert.That(
            Csv.Error(() => Csv.Dataset("x,g,y\n1,a,0\n2,,1\n", new CsvOptions { GroupColumn = "g" })).Message,
            Does.StartWith("t.csv, line 3, column \"g\": a value is missing here"));

    [TestCase("x,y\n1,a\n2,b\nthree,a\n4,b\n", "t.csv, line 4, column \"x\": expected a number as in 3 of the column's 4 values, got \"three\" (mixed types).")]
    [TestCase("x,y\none,a\n2,b\n3,a\n4,b\n", "t.csv, line 2, column \"x\": expected a number as in 3 of the column's 4 values, got \"one\" (mixed types).")]
    [TestCase("x,y\n1,1\n2,2\n3,b\n4,2\n", "t.csv, line 4, column \"y\": expected a number as in 3 of the column's 4 values, got \"b\" (mixed types).")]
    [TestCase("x,y\n1,a\n2,b\n1e99,a\n4,b\n", "t.csv, line 4, column \"x\": expected a number as in 3 of the column's 4 values, got \"1e99\" (mixed types).")]
    [TestCase("x,y\n1,a\n2,b\nInfinity,a\n4,b\n", "t.csv, line 4, column \"x\": expected a number as in 3 of the column's 4 values, got \"Infinity\" (mixed types).")]
    public void Mixed_types_are_named_by_their_first_offender(string text, string message) =>
        Assert.That(Csv.Error(() => Csv.Dataset(text)).Message, Is.EqualTo(message));

    [TestCase("x;y\n1,5;a\n2,5;b\n3;a\n")]
    [TestCase("x,y\n\"1,5\",a\n\"2,5\",b\n3,a\n")]
    public void Numbers_with_a_decimal_comma_are_not_taken_for_strings(string text) =>
        Assert.That(Csv.Error(() => Csv.Dataset(text)).Message, Does.StartWith("t.csv, line 2, column \"x\": \"1,5\" is a number with a comma"));

    [Test]
    public void A_column_that_must_hold_numbers_names_what_is_none() =>
        Assert.That(
            Csv.Error(() => Csv.Table("x\na\nb\n", new CsvOptions { NumberColumns = ["x"] })).Message,
            Is.EqualTo("t.csv, line 2, column \"x\": expected a number, got \"a\"."));

    [Test]
    public void Strings_cannot_be_the_target_of_a_regression() =>
        Assert.That(
            Csv.Error(() => Csv.Dataset("x,y\n1,a\n2,b\n", new CsvOptions { Task = LearningTask.Regression })).Message,
            Is.EqualTo("t.csv, line 2, column \"y\": expected a number, got \"a\"."));

    [Test]
    public void A_mixed_target_is_refused_even_where_mixed_features_are_not() =>
        Assert.That(
            Csv.Error(() => Csv.Dataset("x,y\n1,1\n2,2\n3,b\n4,2\n", new CsvOptions { Mixed = MixedColumns.Missing })).Message,
            Does.StartWith("t.csv, line 4, column \"y\": expected a number"));

    [TestCase("x,y\n1,a\n2,a\n", "t.csv, column \"y\": the target has one class, \"a\", in all 2 rows; two or more are needed.")]
    [TestCase("x,y\n1,2.5\n2,2.5\n", "t.csv, column \"y\": the target has one value, 2.5, in all 2 rows; there is nothing to learn.")]
    [TestCase("x,y\n1,a\n2,b\n3,c\n", "t.csv, column \"y\": each of the 3 rows has a class of its own (\"a\", \"b\", ...); this cannot be a target for classification.")]
    [TestCase("y\n1\n2\n", "t.csv: no column is left to learn from beside the target \"y\".")]
    [TestCase("x,y\n,1\nNA,2\n", "t.csv: no column is left to learn from beside the target \"y\".")]
    public void A_file_there_is_nothing_to_learn_from(string text, string message) =>
        Assert.That(Csv.Error(() => Csv.Dataset(text)).Message, Is.EqualTo(message));

    [Test]
    public void Three_classes_are_no_binary_task() =>
        Assert.That(
            Csv.Error(() => Csv.Dataset("x,y\n1,a\n2,b\n3,c\n4,c\n", new CsvOptions { Task = LearningTask.Binary })).Message,
            Is.EqualTo("t.csv, column \"y\": the target has 3 classes (a, b, c), expected two for a binary task."));

    [Test]
    public void A_column_cannot_be_target_and_group_at_once() =>
        Assert.That(
            Csv.Error(() => Csv.Dataset("x,y\n1,a\n", new CsvOptions { GroupColumn = "y" })).Message,
            Is.EqualTo("t.csv, column \"y\": the column cannot be the target and the group at once."));

    [Test]
    public void Every_option_that_names_a_column_names_one_that_is_there([Values] bool number, [Values] bool category)
    {
        CsvOptions options = (number, category) switch
        {
            (true, true) => new() { GroupColumn = "xx" },
            (true, false) => new() { NumberColumns = ["xx"] },
            (false, true) => new() { CategoryColumns = ["xx"] },
            _ => new() { IgnoredColumns = ["xx"] },
        };
        Assert.That(Csv.Error(() => Csv.Dataset("x1,y\n1,a\n", options)).Message, Does.Contain("column \"xx\"").And.Contain("Known: x1, y."));
    }

    [Test]
    public void A_time_that_is_no_date_is_an_error() =>
        Assert.That(
            Csv.Error(() => Csv.Dataset("t,x,y\nmonday,1,a\ntuesday,2,b\n", new CsvOptions { TimeColumn = "t" })).Message,
            Does.StartWith("t.csv, column \"t\": expected a number or an ISO 8601 date"));
}
