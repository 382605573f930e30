using System.IO.Compression;
using System.Text;
using DeepKeras.Data;

namespace DeepKeras.Tests.Data;

public sealed class CsvFormatTests
{
    [TestCase("a,b\n1,2\n3,4\n", TestName = "Lines_may_end_in_LF")]
    [TestCase("a,b\r\n1,2\r\n3,4\r\n", TestName = "Lines_may_end_in_CRLF")]
    [TestCase("a,b\r1,2\r3,4\r", TestName = "Lines_may_end_in_CR")]
    [TestCase("a,b\n1,2\n3,4", TestName = "The_last_line_needs_no_end")]
    [TestCase("\n\na,b\n\n1,2\n  \n3,4\n\n\n", TestName = "Empty_lines_do_not_count")]
    [TestCase("a;b\n1;2\n3;4\n", TestName = "A_semicolon_is_found_as_the_delimiter")]
    [TestCase("a\tb\n1\t2\n3\t4\n", TestName = "A_tab_is_found_as_the_delimiter")]
    [TestCase("a|b\n1|2\n3|4\n", TestName = "A_bar_is_found_as_the_delimiter")]
    [TestCase("\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"\n", TestName = "Numbers_may_be_quoted")]
    [TestCase(" a , b \n 1 ,\t2\n3  , 4 \n", TestName = "Blanks_around_a_field_do_not_count")]
    [TestCase("\"a\" , \"b\"\n \"1\" , 2\n3,4\n", TestName = "Blanks_around_quotes_do_not_count")]
    [TestCase("\uFEFFa,b\n1,2\n3,4\n", TestName = "A_byte_order_mark_is_no_part_of_the_first_name")]
    public void Reads_a_1_2_b_3_4(string text)
    {
        CsvTable table = Csv.Table(text);
        Assert.That(table.Columns.Select(column => column.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(table["a"].Numbers.ToArray(), Is.EqualTo(new float[] { 1, 3 }));
        Assert.That(table["b"].Numbers.ToArray(), Is.EqualTo(new float[] { 2, 4 }));
    }

    [Test]
    public void Quoted_fields_hold_delimiters_quotes_blanks_and_line_ends()
    {
        string?[][] cells = Csv.Cells("a,b\n\"x,\"\"y\"\"\",\" two\r\nlines \"\n\"\",5\" pipe\n");
        Assert.That(cells[0], Is.EqualTo(new[] { "x,\"y\"", " two\r\nlines " }));
        Assert.That(cells[1], Is.EqualTo(new[] { null, "5\" pipe" }));
    }

    [Test]
    public void A_delimiter_inside_quotes_does_not_sway_the_detection() =>
        Assert.That(Csv.Table("\"a,b,c,d\";e\n1;2\n").Columns.Select(column => column.Name), Is.EqualTo(new[] { "a,b,c,d", "e" }));

    [Test]
    public void The_delimiter_given_wins_over_the_one_found() =>
        Assert.That(Csv.Table("a;b,c\nx;y,z\n", new CsvOptions { Delimiter = ',' })["a;b"].Strings[0], Is.EqualTo("x;y"));

    [Test]
    public void An_empty_field_at_the_end_of_a_line_is_a_field() =>
        Assert.That(Csv.Cells("a,b\nx,\n,y\n,"), Is.EqualTo(new[] { new[] { "x", null }, [null, "y"], [null, null] }));

    [Test]
    public void A_single_column_needs_no_delimiter() =>
        Assert.That(Csv.Table("a\n1\n2\n")["a"].Numbers.ToArray(), Is.EqualTo(new float[] { 1, 2 }));

    [Test]
    public void A_record_longer_than_the_buffer_is_read_whole()
    {
        string text = new('x', 300_000);
        Assert.That(Csv.Cells($"a,b\n{text},\"{text}\"\"\"\n1,2\n")[0], Is.EqualTo(new[] { text, text + "\"" }));
    }

    [Test]
    public void Records_that_fall_across_the_buffers_edge_are_read_whole([Range(0, 12)] int shift)
    {
        var text = new StringBuilder("a,b\r\n");
        text.Append(new string('x', 65_500 + shift)).Append(",0\r\n");
        for (int i = 0; i < 20; i++)
        {
            text.Append($"\"q\"\"{i}\",{i}\r\n");
        }

        string?[][] cells = Csv.Cells(text.ToString());
        Assert.That(cells, Has.Length.EqualTo(21));
        Assert.That(cells.Skip(1).Select(row => row[0]), Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"q\"{i}")));
    }

    [Test]
    public void Gzip_is_read_as_the_text_inside([Values("t.csv.gz", "t.csv")] string name)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, Guid.NewGuid().ToString("N"), name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Gzip("a,y\n1,p\n2,q\n"));
        Dataset dataset = CsvReader.ReadDataset(path, new CsvOptions { Target = "y" });
        Assert.That(dataset.Features[0].Numbers.ToArray(), Is.EqualTo(new float[] { 1, 2 }));
        Assert.That(dataset.Name, Is.EqualTo("t"));
    }

    [Test]
    public void A_gzip_file_that_is_cut_off_is_an_error([Range(1, 60)] int lost)
    {
        byte[] whole = Gzip("a\n\n\n1\n\n\n2\n\n\n3\n" + new string('\n', 3000) + "4\n" + new string('\n', 9000));
        DataException error = Csv.Error(() => CsvReader.Read(new MemoryStream(whole[..^lost]), "t.csv.gz"));
        Assert.That(error.Message, Does.StartWith("t.csv.gz: the gzip file is damaged or cut off"));
    }

    [Test]
    public void A_gzip_file_with_a_changed_byte_is_an_error()
    {
        byte[] bytes = Gzip(string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i * 7919 % 10007}\n")));
        bytes[^8] ^= 1;
        Assert.That(Csv.Error(() => CsvReader.Read(new MemoryStream(bytes), "t.csv.gz", new CsvOptions { HasHeader = false })).Message, Does.Contain("damaged"));
    }

    [Test]
    public void Gzip_files_strung_together_are_read_as_one()
    {
        byte[] bytes = [.. Gzip("a\n1\n"), .. Gzip("2\n")];
        Assert.That(CsvReader.Read(new MemoryStream(bytes), "t.csv.gz")["a"].Numbers.ToArray(), Is.EqualTo(new float[] { 1, 2 }));
    }

    [Test]
    public void A_stream_that_cannot_seek_is_read_too()
    {
        using var gzip = new GZipStream(new MemoryStream(Gzip("a\n1\nx\ny\n")), CompressionMode.Decompress);
        Assert.That(CsvReader.Read(gzip, "t.csv")["a"].Strings.ToArray(), Is.EqualTo(new[] { "1", "x", "y" }));
    }

    [Test]
    public void Utf16_with_a_byte_order_mark_is_read()
    {
        byte[] bytes = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("ä\nß\n")];
        Assert.That(CsvReader.Read(new MemoryStream(bytes), "t.csv")["ä"].Strings[0], Is.EqualTo("ß"));
    }

    [Test]
    public void A_file_without_a_header_has_numbered_columns()
    {
        CsvTable table = Csv.Table("1,2\n3,4\n", new CsvOptions { HasHeader = false });
        Assert.That(table.Rows, Is.EqualTo(2));
        Assert.That(table["column2"].Numbers.ToArray(), Is.EqualTo(new float[] { 2, 4 }));
    }

    [Test]
    public void A_header_of_numbers_is_one_when_the_options_say_so() =>
        Assert.That(Csv.Table("2001,2002\n3,4\n", new CsvOptions { HasHeader = true })["2002"].Numbers[0], Is.EqualTo(4));

    private static byte[] Gzip(string text)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionMode.Compress))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream.ToArray();
    }
}
